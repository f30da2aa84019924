import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { countRefusal } from "@/lib/inbound/receiver/refusals";
import { sameText } from "@/lib/signing/verify";
import { whatsapp } from "./receiver";

// Nothing that a browser could take for a page or a script.
const CHALLENGE = /^\w{1,256}$/;

/**
 * Meta's question whether this address is ours, asked each time its settings are saved there: the challenge to answer
 * with, as plain text. Throws `not_found` while WhatsApp is off, and `forbidden` unless mode, token and challenge are right.
 */
export function answerHandshake(query: URLSearchParams): string {
  if (!whatsapp.isConfigured()) throw notFound("address");
  const [mode, token, challenge] = ["hub.mode", "hub.verify_token", "hub.challenge"].map((name) => only(query, name));
  const isOurs = sameText(token ?? "", env().WHATSAPP_VERIFY_TOKEN ?? "");
  if (mode === "subscribe" && isOurs && challenge && CHALLENGE.test(challenge)) return challenge;
  if (!isOurs) countRefusal(whatsapp.name, "");
  throw new AppError("forbidden", "The mode, the verify token or the challenge is not right.");
}

function only(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}
