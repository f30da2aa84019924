import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

export type McpServerOptions = {
  name?: string;
  version?: string;
  /** Answers as JSON; as a stream of events otherwise. */
  json?: boolean;
  /** Keeps sessions, which the client is to end. */
  sessions?: boolean;
  /** What it asks for as a bearer token. */
  token?: string;
};

export type TestMcpServer = {
  /** Of its endpoint. */
  url: string;
  /** "POST initialize", "POST ping", "DELETE" and so on, in the order in which they came. */
  seen: string[];
  /** Sessions that nobody has ended. */
  openSessions(): number;
  close(): Promise<void>;
};

/** A real MCP server of the official SDK on a loopback port, over Streamable HTTP. */
export async function startMcpServer(options: McpServerOptions = {}): Promise<TestMcpServer> {
  const { name = "Test server", version = "1.0.0", json = false, sessions = false, token } = options;
  const open = new Map<string, StreamableHTTPServerTransport>();
  const seen: string[] = [];

  async function connected(): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: sessions ? randomUUID : undefined,
      enableJsonResponse: json,
      onsessioninitialized: (id) => void open.set(id, transport),
      onsessionclosed: (id) => void open.delete(id),
    });
    // The SDK's own types disagree under exactOptionalPropertyTypes.
    await new McpServer({ name, version }).connect(transport as never);
    return transport;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text === "" ? undefined : (JSON.parse(text) as { method?: string });
    seen.push([request.method, body?.method].filter(Boolean).join(" "));
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401, { "www-authenticate": "Bearer" }).end("who are you?");
      return;
    }
    const known = open.get(String(request.headers["mcp-session-id"]));
    await (known ?? (await connected())).handleRequest(request, response, body);
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    seen,
    openSessions: () => open.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
