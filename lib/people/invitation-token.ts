import { timingSafeEqual } from "node:crypto";
import { tag } from "@/lib/secrets/derive";

const PURPOSE = "invitations";
const SEPARATOR = ".";

/** What an invitation's link carries: its id, which lists show, and a proof that only the app can make. */
export function invitationToken(invitationId: string): string {
  return invitationId + SEPARATOR + tag(PURPOSE, invitationId);
}

/** The invitation's id when the proof is right, else undefined. */
export function readInvitationToken(token: string): string | undefined {
  const at = token.lastIndexOf(SEPARATOR);
  if (at < 1) return undefined;
  const invitationId = token.slice(0, at);
  const given = Buffer.from(token);
  const right = Buffer.from(invitationToken(invitationId));
  return given.length === right.length && timingSafeEqual(given, right) ? invitationId : undefined;
}
