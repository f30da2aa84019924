import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { Webhook } from "standardwebhooks";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/inbound/mcp/[connectionId]/route";
import { connectMcpServer } from "@/lib/connections/mcp/connect";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import type { InboundEvent } from "@/prisma/generated/client";
import { processInbound } from "../../process";

const METHODS = { DELETE, GET, PATCH, POST, PUT };

export type TestServer = Tenant & { id: string; secret: string };

/** A tenant with an MCP server that is connected. */
export async function tenantWithServer(name = "Asset library"): Promise<TestServer> {
  const tenant = await createTenant();
  const input = { name, url: "https://mcp.example.com/mcp", bearerToken: "" };
  return { ...tenant, ...(await connectMcpServer(tenant.ctx, tenant.workspaceId, input)) };
}

/** Serves the route at a loopback port, at any path that ends in a connection's id. */
export async function serveRoute(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, response) => {
    const { url = "", method = "GET", headers } = incoming;
    const connectionId = decodeURIComponent(url.slice(url.lastIndexOf("/") + 1));
    const request = new Request(`http://localhost:3000${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(method === "GET" ? {} : { body: Readable.toWeb(incoming), duplex: "half" }),
    } as RequestInit);
    const route = METHODS[method as keyof typeof METHODS];
    const answer = await route(request, { params: Promise.resolve({ connectionId }) });
    // A body that was refused unread is still under way: the connection is good for nothing more.
    response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: "close" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Sent = { id?: string; at?: Date; secret?: string; headers?: Record<string, string>; signedText?: string };

/** Posts as a server does that signs with the standardwebhooks package. `signedText` is signed in the body's place. */
export function postSigned(url: string, server: TestServer, body: unknown, sent: Sent = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { id = newId("request"), at = new Date(), secret = server.secret } = sent;
  const signature = new Webhook(secret).sign(id, at, sent.signedText ?? text);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signed = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  return post(url, server.id, text, { ...signed, ...sent.headers });
}

/** Posts as a plain JSON-RPC client does, with the secret for a token. */
export function postBearer(
  url: string,
  server: TestServer,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return post(url, server.id, body, { authorization: `Bearer ${server.secret}`, ...headers });
}

export function post(url: string, id: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const raw = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const sent = { "content-type": "application/json", ...headers };
  return fetch(`${url}/${id}`, { method: "POST", headers: sent, body: raw as BodyInit });
}

/** What is stored of a connection, oldest first. */
export function storedOf(connectionId: string): Promise<InboundEvent[]> {
  return db.inboundEvent.findMany({ where: { connectionId }, orderBy: { id: "asc" } });
}

/** Runs the handlers of all that a connection sent, and answers with what it came to. */
export async function handled(connectionId: string): Promise<InboundEvent[]> {
  await processInbound((await storedOf(connectionId)).map(({ id }) => id));
  return storedOf(connectionId);
}

/** The changes published in an organization, oldest first. */
export async function published(organizationId: string): Promise<{ id: string; data: Record<string, unknown> }[]> {
  const where = { organizationId, type: "integration.server_updated" };
  const rows = await db.event.findMany({ where, orderBy: { createdAt: "asc" } });
  return rows.map(({ id, data }) => ({ id, data: JSON.parse(data) as Record<string, unknown> }));
}
