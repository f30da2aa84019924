import { createHash } from "node:crypto";
import { z } from "zod";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { AddressPolicy } from "./address";
import { type SendResult, sendGuarded, USER_AGENT } from "./send";

export type ClientCredentials = {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope?: string | undefined;
};

export type TokenResult = { ok: true; token: string } | { ok: false; explanation: string };

const TIMEOUT_MS = 10_000;
/** Of a token whose answer names no expiry. A 401 from the destination renews it sooner. */
const DEFAULT_LIFETIME_MS = 10 * MINUTE_MS;
const EARLY_MS = 30 * SECOND_MS;
const TOKENS_KEPT_MAX = 1_000;

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(16_384),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});
const errorAnswer = z.object({ error: z.string().max(100), error_description: z.string().optional().catch(undefined) });

type Kept = { token: string; until: number };

const kept = new Map<string, Kept>();
const asking = new Map<string, Promise<TokenResult>>();

/**
 * A bearer token by the OAuth 2.0 client-credentials grant (RFC 6749 §4.4), asked through the guarded sender, kept until
 * shortly before it expires, and asked once for all who wait. `fresh` skips the kept one, after a 401. What the token
 * URL does wrong comes back as `explanation`, with the remedy; neither it nor the cache's key holds the client's secret.
 */
export async function clientCredentialsToken(
  credentials: ClientCredentials,
  policy: AddressPolicy,
  options: { fresh?: boolean } = {},
): Promise<TokenResult> {
  const key = cacheKey(credentials);
  const held = kept.get(key);
  if (held && held.until > Date.now() && !options.fresh) return { ok: true, token: held.token };
  const pending = asking.get(key);
  if (pending) return pending;
  const answer = ask(credentials, policy, key).finally(() => asking.delete(key));
  asking.set(key, answer);
  return answer;
}

/** Whether a token can go into an Authorization header: RFC 6749 appendix A.12, less the space (RFC 6750 §2.1). */
export function isVisibleAscii(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

async function ask(credentials: ClientCredentials, policy: AddressPolicy, key: string): Promise<TokenResult> {
  kept.delete(key);
  let sent = await request(credentials, policy, "basic");
  // Every server must read HTTP Basic, says the RFC; some read only the form.
  if (sent.ok && (sent.status === 400 || sent.status === 401)) sent = await request(credentials, policy, "form");
  if (!sent.ok) return { ok: false, explanation: `No token: ${sent.message}` };
  if (sent.status !== 200) return { ok: false, explanation: refusal(sent.status, sent.body, credentials) };
  if (sent.bodyBroke) return { ok: false, explanation: `No token: ${sent.bodyBroke}` };
  const parsed = tokenAnswer.safeParse(parseJson(sent.body));
  if (!parsed.success) {
    return {
      ok: false,
      explanation: `${hostOf(credentials)} answered 200, but without an access_token. Check the token URL.`,
    };
  }
  const { access_token: token, expires_in: seconds } = parsed.data;
  if (!isVisibleAscii(token)) {
    return {
      ok: false,
      explanation: `${hostOf(credentials)} answered 200 with an access_token that no request can carry: it holds other characters than visible ASCII.`,
    };
  }
  const lifetimeMs = seconds === undefined ? DEFAULT_LIFETIME_MS : seconds * SECOND_MS;
  if (kept.size >= TOKENS_KEPT_MAX) kept.clear();
  kept.set(key, { token, until: Date.now() + Math.max(lifetimeMs - EARLY_MS, lifetimeMs / 2) });
  return { ok: true, token };
}

function request(credentials: ClientCredentials, policy: AddressPolicy, way: "basic" | "form"): Promise<SendResult> {
  const { tokenUrl, clientId, clientSecret, scope } = credentials;
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (scope) form.set("scope", scope);
  const headers: Record<string, string> = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
    "user-agent": USER_AGENT,
  };
  if (way === "basic") {
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  } else {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  }
  return sendGuarded({ method: "POST", url: tokenUrl, headers, body: form.toString(), timeoutMs: TIMEOUT_MS }, policy);
}

function refusal(status: number, body: string, credentials: ClientCredentials): string {
  const parsed = errorAnswer.safeParse(parseJson(body));
  const code = parsed.success ? ` ${parsed.data.error.replace(/[^\x20-\x7e]/g, "")}` : "";
  const host = hostOf(credentials);
  if (status >= 300 && status < 400)
    return `${host} answered ${status}, a redirect. Set the token URL that it leads to.`;
  if (status >= 500 || status === 429) return `${host} answered ${status}${code} when asked for a token.`;
  const remedy =
    code === " invalid_scope" ? "Check the scope." : "Check the client id, the client secret and the token URL.";
  return `${host} answered ${status}${code} when asked for a token. ${remedy}`;
}

function hostOf({ tokenUrl }: ClientCredentials): string {
  return URL.canParse(tokenUrl) ? new URL(tokenUrl).host : "The token URL";
}

function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function cacheKey({ tokenUrl, clientId, clientSecret, scope }: ClientCredentials): string {
  return createHash("sha256")
    .update(JSON.stringify([tokenUrl, clientId, clientSecret, scope ?? ""]))
    .digest("base64");
}
