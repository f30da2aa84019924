import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import type { AddressPolicy } from "@/lib/net/address";
import { guardedFetch } from "@/lib/net/guarded-fetch";
import { scrub } from "@/lib/secrets/mask";
import { SECOND_MS } from "@/lib/time";
import { type Discovered, discover } from "./discover";
import { plainText } from "./plain-text";
import { probeSentence } from "./probe-sentence";
import { McpRefusal, withRefusals } from "./refusal";
import type { McpPing } from "./schema";
import type { McpSecrets } from "./stored";

const TIMEOUT_MS = 10 * SECOND_MS;
const ANSWER_BYTES_MAX = 256 * 1024;
// The sender's own end of the time comes first: it knows what was amiss.
const GRACE_MS = 100;
const CLIENT = { name: "AtelyaOS Webhooks", version: "1" };

/** How a server is asked: `timeLeft` is that of the whole conversation, in milliseconds. */
type Way = { fetch: ReturnType<typeof withRefusals>; headers: Record<string, string>; timeLeft: () => number };

/**
 * Asks an MCP server who it is, over Streamable HTTP and through the guarded sender: initialize, then ping; or
 * server/discover where it is of the revision that has neither (2026-07-28). Never throws for what the server does wrong:
 * that comes back as a sentence. What it tells of itself is cut to 200 characters, and its token is never repeated.
 */
export async function probeServer(
  { url: address, bearerToken }: McpSecrets,
  { policy, timeoutMs = TIMEOUT_MS }: { policy: AddressPolicy; timeoutMs?: number },
): Promise<McpPing> {
  const url = new URL(address);
  const endsAt = performance.now() + timeoutMs;
  const timeLeft = () => Math.max(1, Math.ceil(endsAt - performance.now()));
  const send: Way["fetch"] = (target, init) =>
    guardedFetch({ policy, timeoutMs: timeLeft(), responseBytesMax: ANSWER_BYTES_MAX })(target, init);
  const headers: Record<string, string> = bearerToken === undefined ? {} : { authorization: `Bearer ${bearerToken}` };
  const told = (text: string) => plainText(scrub(text, bearerToken === undefined ? [] : [bearerToken]));
  const at = new Date().toISOString();
  try {
    const { name, version, protocolVersion, durationMs } = await ask(url, {
      fetch: withRefusals(send),
      headers,
      timeLeft,
    });
    return {
      ok: true,
      name: told(name),
      version: told(version),
      protocolVersion: told(protocolVersion),
      durationMs: Math.round(durationMs),
      at,
    };
  } catch (error) {
    return { ok: false, message: scrub(probeSentence(error, url.host), bearerToken ? [bearerToken] : []), at };
  }
}

async function ask(url: URL, way: Way): Promise<Discovered> {
  try {
    return await greet(url, way);
  } catch (error) {
    const newer = refusesGreeting(error)
      ? await discover(url, { ...way, client: CLIENT }).catch(() => undefined)
      : undefined;
    if (newer) return newer;
    throw error;
  }
}

async function greet(url: URL, { fetch, headers, timeLeft }: Way): Promise<Discovered> {
  const transport = new StreamableHTTPClientTransport(url, { fetch, requestInit: { headers } });
  const client = new Client(CLIENT);
  try {
    const began = performance.now();
    await client.connect(transport, { timeout: timeLeft() + GRACE_MS });
    const greetedMs = performance.now() - began;
    const { name = "", version = "" } = client.getServerVersion() ?? {};
    const protocolVersion = transport.protocolVersion ?? "";
    return { name, version, protocolVersion, durationMs: (await pinged(client, timeLeft() + GRACE_MS)) ?? greetedMs };
  } finally {
    await transport.terminateSession().catch(() => undefined);
    await client.close();
  }
}

// Undefined where a server does not know ping, which it should.
async function pinged(client: Client, timeout: number): Promise<number | undefined> {
  const began = performance.now();
  try {
    await client.ping({ timeout });
    return performance.now() - began;
  } catch (error) {
    if (error instanceof McpError && error.code === ErrorCode.MethodNotFound) return undefined;
    throw error;
  }
}

// In JSON-RPC's own form, whatever the status: it speaks the protocol, and perhaps no revision with a greeting.
function refusesGreeting(error: unknown): boolean {
  if (error instanceof McpRefusal) return error.rpc !== undefined;
  return error instanceof McpError && error.code !== ErrorCode.RequestTimeout;
}
