import { createHash, randomBytes } from "node:crypto";
import { clockNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { open, seal } from "@/lib/secrets/seal";
import { MINUTE_MS } from "@/lib/time";
import type { OauthState } from "@/prisma/generated/client";
import type { OauthProviderId } from "./schema";

export const CONSENT_MS = 10 * MINUTE_MS;

const STATE_BYTES = 32;
/** What a state of ours looks like: 32 bytes in base64url. */
export const STATE_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** Whose consent it is: what has to be the same when the provider sends the person back. */
export type ConsentOwner = { organizationId: string; userId: string; sessionId: string };

export type NewConsent = ConsentOwner & {
  provider: OauthProviderId;
  workspaceId: string;
  returnTo: string;
  redirectUri: string;
  codeVerifier: string | undefined;
  nonce: string | undefined;
};

/** A consent that came back, with its PKCE verifier opened. */
export type TakenConsent = Omit<OauthState, "codeVerifierSealed"> & { codeVerifier: string | undefined };

/** Remembers a consent that is asked for, for ten minutes. Returns its state; the database holds the SHA-256 of it alone. */
export async function keepConsent(
  { codeVerifier, nonce, ...consent }: NewConsent,
  now = new Date(clockNow()),
): Promise<string> {
  const state = randomBytes(STATE_BYTES).toString("base64url");
  const id = hashOf(state);
  const codeVerifierSealed = codeVerifier === undefined ? null : seal(codeVerifier, placeOf(id));
  const expiresAt = new Date(now.getTime() + CONSENT_MS);
  await db.oauthState.create({ data: { id, ...consent, codeVerifierSealed, nonce: nonce ?? null, expiresAt } });
  return state;
}

/**
 * Takes a consent by its state, once: of two requests with the same state one gets it. Null where the state is unknown,
 * was taken, or was given to another person, session, organization or provider: all look alike. `expired` tells one
 * that came too late; it is used up too.
 */
export async function takeConsent(
  state: string,
  provider: OauthProviderId,
  owner: ConsentOwner,
  now = new Date(clockNow()),
): Promise<TakenConsent | "expired" | null> {
  const id = hashOf(state);
  const { organizationId, userId, sessionId } = owner;
  const mine = { id, provider, organizationId, userId, sessionId };
  const { count } = await db.oauthState.updateMany({ where: { ...mine, usedAt: null }, data: { usedAt: now } });
  if (count === 0) return null;
  const { codeVerifierSealed, ...row } = await db.oauthState.findUniqueOrThrow({ where: { id } });
  if (row.expiresAt <= now) return "expired";
  return { ...row, codeVerifier: codeVerifierSealed === null ? undefined : open(codeVerifierSealed, placeOf(id)) };
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}

function placeOf(id: string): string {
  return `oauth_states.code_verifier:${id}`;
}
