import { isIP } from "node:net";
import type { Client } from "undici";
import { env, isLocalMode } from "@/lib/env";
import { type AddressPolicy, checkUrl, createAddressPolicy, plainHost } from "./address";
import { type Connections, createConnections } from "./connections";
import { guardedConnector, refuse } from "./connector";
import { Exchange, type ExchangeEnd } from "./exchange";
import { type ErrorClass, explainBrokenBody, explainFailure, type FailureFacts, RefusedAddressError } from "./failure";
import type { Answer } from "./received-answer";
import { headerList } from "./request-headers";
import { createResolver, type Resolve } from "./resolve";

export type { ErrorClass } from "./failure";

export type GuardedRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole attempt: connection, headers and body, and the second try on a new connection if there is one. */
  timeoutMs: number;
  /** Bytes of the answer's body that are kept; the rest is read no further. 64 KiB when absent. */
  responseBytesMax?: number;
  /** Asked right before the request's bytes go out, which may be seconds after the call. False sends nothing. */
  mayStart?: () => boolean;
};

/**
 * What one request came to. `withheld`: `mayStart` said no, and nothing was sent. Header names are in lower case, the
 * values of a name that came several times are joined with ", ". `bodyBytes` is the body's true length where the receiver
 * announced it (up to 2^53 - 1), else what was read of it. `bodyBroke` says in a sentence why the body ended before it was
 * complete: then `body` is what was read, and the status stands all the same.
 */
export type SendResult =
  | {
      ok: true;
      status: number;
      headers: Record<string, string>;
      body: string;
      bodyBytes: number;
      bodyBroke?: string;
      durationMs: number;
    }
  | { ok: false; withheld: false; errorClass: ErrorClass; message: string; durationMs: number }
  | { ok: false; withheld: true; message: string; durationMs: number };

export type Sender = { send(request: GuardedRequest): Promise<SendResult>; close(): Promise<void> };

export const USER_AGENT = "AtelyaOS-Webhooks/1";

const RESPONSE_BYTES_MAX = 64 * 1024;
const RESPONSE_HEADERS_BYTES_MAX = 16 * 1024;
const KEEP_ALIVE_MS = 4_000;
const KEEP_ALIVE_MAX_MS = 60_000;
const CONNECTION_OPTIONS: Client.Options = {
  pipelining: 1,
  keepAliveTimeout: KEEP_ALIVE_MS,
  keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
  // undici refuses what reaches the limit.
  maxHeaderSize: RESPONSE_HEADERS_BYTES_MAX + 1,
  // The exchange keeps one deadline over all of it.
  headersTimeout: 0,
  bodyTimeout: 0,
};
const TARGETS_KEPT_MAX = 1_000;
const REFUSAL_MS_MIN = 20;
const REFUSAL_MS_SPREAD = 100;

type Target = { origin: string; path: string; host: string; refusal: Error | undefined };

/**
 * A sender with its own connections: no proxy from the environment, no redirects, HTTP/1.1 with keep-alive. A request
 * that ends on a connection used before, without a byte of an answer, is sent once more at once, on a new connection.
 * `resolve` and `ca` are for tests.
 */
export function createSender(policy: AddressPolicy, options: { resolve?: Resolve; ca?: string } = {}): Sender {
  const connect = guardedConnector(policy, createResolver(options.resolve), options.ca);
  const connections = createConnections(CONNECTION_OPTIONS, connect);
  const targets = new Map<string, Target>();
  return {
    send: (request) => send(connections, targetOf(request.url, policy, targets), request),
    close: connections.close,
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

function send(connections: Connections, target: Target, request: GuardedRequest): Promise<SendResult> {
  const startedAt = performance.now();
  const { method, timeoutMs, responseBytesMax = RESPONSE_BYTES_MAX, mayStart } = request;
  const { origin, path, host } = target;
  const facts = { host, timeoutMs, headersBytesMax: RESPONSE_HEADERS_BYTES_MAX };
  return new Promise((resolve, reject) => {
    const durationMs = () => performance.now() - startedAt;
    const end = (ended: ExchangeEnd) => {
      if (ended.kind === "answer") resolve(answered(ended.answer, facts, durationMs()));
      else if (ended.kind === "defect") reject(ended.error);
      else if (ended.kind === "failure") {
        const failure = explainFailure(ended.error, { ...facts, phase: ended.phase });
        const fail = () => resolve({ ok: false, withheld: false, ...failure, durationMs: durationMs() });
        // A refusal takes the time of a host that turns connections away, or its speed would give it away.
        if (ended.error instanceof RefusedAddressError) {
          setTimeout(fail, REFUSAL_MS_MIN + Math.random() * REFUSAL_MS_SPREAD);
        } else fail();
      } else resolve({ ok: false, withheld: true, message: "Nothing was sent.", durationMs: durationMs() });
    };
    const tryAgain = () => connections.dispatchOnNew(sent);
    const follower = new Exchange({ bodyBytesMax: responseBytesMax, timeoutMs, mayStart, tryAgain, end });
    const sent = { origin, path, method, headers: headerList(request.headers), body: request.body ?? null, follower };
    // The connector never sees the lookup of an IP literal: this check is the only one before its connection.
    if (target.refusal) return follower.fail(target.refusal);
    connections.dispatch(sent);
  });
}

function answered(answer: Answer, facts: Omit<FailureFacts, "phase">, durationMs: number): SendResult {
  const { status, headers, body, bodyBytes, broke } = answer;
  const result: SendResult = { ok: true, status, headers, body, bodyBytes, durationMs };
  if (broke) result.bodyBroke = explainBrokenBody(broke, facts);
  return result;
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
  return { origin: url?.origin ?? "", path: url ? url.pathname + url.search : "/", host, refusal };
}
