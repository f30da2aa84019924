import { isIP } from "node:net";
import { Agent, errors } from "undici";
import { env, isLocalMode } from "@/lib/env";
import { type AddressPolicy, checkUrl, createAddressPolicy, plainHost } from "./address";
import { guardedConnector, refuse } from "./connector";
import { Exchange, type ExchangeEnd } from "./exchange";
import { type ErrorClass, explainFailure, RefusedAddressError } from "./failure";
import { createResolver, type Resolve } from "./resolve";

export type { ErrorClass } from "./failure";

export type GuardedRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole attempt: connection, headers and body. */
  timeoutMs: number;
  /** Bytes of the answer's body that are kept; the rest is read no further. 64 KiB when absent. */
  responseBytesMax?: number;
};

/** `bodyBytes` is the body's true length where the receiver announced it, else what was read of it. Header names are in lower case. */
export type SendResult =
  | { ok: true; status: number; headers: Record<string, string>; body: string; bodyBytes: number; durationMs: number }
  | { ok: false; errorClass: ErrorClass; message: string; durationMs: number };

export type Sender = { send(request: GuardedRequest): Promise<SendResult>; close(): Promise<void> };

export const USER_AGENT = "AtelyaOS-Webhooks/1";

const RESPONSE_BYTES_MAX = 64 * 1024;
const RESPONSE_HEADERS_BYTES_MAX = 16 * 1024;
const KEEP_ALIVE_MS = 4_000;
const KEEP_ALIVE_MAX_MS = 60_000;
const TARGETS_KEPT_MAX = 1_000;
const REFUSAL_MS_MIN = 20;
const REFUSAL_MS_SPREAD = 100;

// The sender's own business; a request that carries one of these could be read as two by a proxy on its way.
const OWN_HEADERS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*)$/i;
const NOT_LATIN = /[^\t\x20-\x7e]/;

type Target = { origin: string; path: string; host: string; secure: boolean; refusal: Error | undefined };

/**
 * A sender with its own connections: no proxy from the environment, no redirects, no retries, HTTP/1.1 with keep-alive.
 * `resolve` and `ca` are for tests.
 */
export function createSender(policy: AddressPolicy, options: { resolve?: Resolve; ca?: string } = {}): Sender {
  const agent = new Agent({
    connect: guardedConnector(policy, createResolver(options.resolve), options.ca),
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
    maxHeaderSize: RESPONSE_HEADERS_BYTES_MAX,
    // The exchange keeps one deadline over all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const targets = new Map<string, Target>();
  return {
    send: (request) => send(agent, targetOf(request.url, policy, targets), request),
    close: () => agent.close(),
  };
}

const senders = new Map<AddressPolicy, Sender>();
let envPolicy: AddressPolicy | undefined;

/**
 * Sends one request where the policy lets it, and says what came back. Never throws for what happens outside; an answer
 * of any status is `ok`. Policies are told apart by identity: keep one for as long as its connections should live.
 */
export function sendGuarded(request: GuardedRequest, policy: AddressPolicy): Promise<SendResult> {
  let sender = senders.get(policy);
  if (!sender) {
    sender = createSender(policy);
    senders.set(policy, sender);
  }
  return sender.send(request);
}

/** The policy of DELIVERY_ALLOW_CIDRS and local mode, made once a process. */
export function deliveryPolicy(): AddressPolicy {
  envPolicy ??= createAddressPolicy({ allowCidrs: env().DELIVERY_ALLOW_CIDRS, allowLoopback: isLocalMode() });
  return envPolicy;
}

/** Ends every connection once its request has; for a graceful stop. */
export async function closeConnections(): Promise<void> {
  const open = [...senders.values()];
  senders.clear();
  await Promise.all(open.map((sender) => sender.close()));
}

function send(agent: Agent, target: Target, request: GuardedRequest): Promise<SendResult> {
  const startedAt = performance.now();
  const { method, timeoutMs, responseBytesMax = RESPONSE_BYTES_MAX } = request;
  const body = request.body ?? null;
  const { origin, path, host, secure } = target;
  return new Promise((resolve, reject) => {
    const durationMs = () => performance.now() - startedAt;
    const settle = (end: ExchangeEnd) => {
      if ("answer" in end) return resolve({ ok: true, ...end.answer, durationMs: durationMs() });
      // Not the outside's doing: a header name, say, that no form should have let through.
      if (end.error instanceof errors.InvalidArgumentError) return reject(end.error);
      const facts = { host, secure, connected: end.connected, timeoutMs, headersBytesMax: RESPONSE_HEADERS_BYTES_MAX };
      const fail = () => resolve({ ok: false, ...explainFailure(end.error, facts), durationMs: durationMs() });
      // A refusal takes the time of a host that turns connections away, or its speed would give it away.
      if (end.error instanceof RefusedAddressError)
        setTimeout(fail, REFUSAL_MS_MIN + Math.random() * REFUSAL_MS_SPREAD);
      else fail();
    };
    const exchange = new Exchange(responseBytesMax, timeoutMs, settle);
    // The connector never sees the lookup of an IP literal: this check is the only one before its connection.
    if (target.refusal) return exchange.fail(target.refusal);
    agent.dispatch({ origin, path, method, headers: headerList(request.headers), body }, exchange);
  });
}

function targetOf(text: string, policy: AddressPolicy, known: Map<string, Target>): Target {
  const cached = known.get(text);
  if (cached) return cached;
  const target = makeTarget(text, policy);
  if (known.size >= TARGETS_KEPT_MAX) known.clear();
  known.set(text, target);
  return target;
}

function makeTarget(text: string, policy: AddressPolicy): Target {
  const checked = checkUrl(text, policy);
  const url = checked.ok ? checked.url : URL.canParse(text) ? new URL(text) : undefined;
  const host = url ? plainHost(url) : "The URL";
  const secure = url?.protocol === "https:";
  const literal = isIP(host) === 0 ? undefined : refuse(host, policy, secure);
  const refusal = literal ?? (checked.ok ? undefined : new RefusedAddressError(checked.message));
  return { origin: url?.origin ?? "", path: url ? url.pathname + url.search : "/", host, secure, refusal };
}

// As the flat list that undici writes fastest. Latin-1 is all a header can hold: other text goes as the bytes of its
// UTF-8, and control characters become spaces, for one of them would start another header.
function headerList(headers: Record<string, string>): string[] {
  const list: string[] = ["accept-encoding", "identity"];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || OWN_HEADERS.test(name) || name.toLowerCase() === "accept-encoding") continue;
    list.push(name, NOT_LATIN.test(value) ? asBytes(value) : value);
  }
  return list;
}

function asBytes(value: string): string {
  return Buffer.from(value, "utf8")
    .toString("latin1")
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, " ");
}
