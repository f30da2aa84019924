import { createHash } from "node:crypto";
import { env } from "@/lib/env";
import { CONSENT_MS } from "@/lib/oauth/consent-state";
import { SECOND_MS } from "@/lib/time";

const NAME_LENGTH = 16;

/**
 * The cookie that binds a state to this browser. One a state, so that two consents in two tabs do not undo each other.
 * Lax and not Strict: it has to come along when the provider sends the person back.
 */
export function stateCookie(state: string): string {
  return `${cookieName(state)}=${state}; Max-Age=${CONSENT_MS / SECOND_MS}; ${attributes()}`;
}

/** Takes that cookie away; undefined where there is no state to know it by. */
export function clearStateCookie(state: string | null): string | undefined {
  return state === null ? undefined : `${cookieName(state)}=; Max-Age=0; ${attributes()}`;
}

/** What a request's cookie for a state holds. */
export function readStateCookie(request: Request, state: string): string | undefined {
  const name = `${cookieName(state)}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(name))?.slice(name.length);
}

function cookieName(state: string): string {
  const own = createHash("sha256").update(state).digest("hex").slice(0, NAME_LENGTH);
  return `${isSecure() ? "__Host-" : ""}atelya.oauth.${own}`;
}

function attributes(): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
}

function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}
