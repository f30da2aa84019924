import type { EventEnvelope } from "@/lib/events/envelope";
import type { RenderedRequest } from "@/lib/formats/format";
import { maskSecret, scrub } from "@/lib/secrets/mask";
import { signatureHeaders } from "@/lib/signing/sign";
import { unixSeconds } from "@/lib/time";
import type { SendingDestination } from "./open-destinations";

export const USER_AGENT = "AtelyaOS-Webhooks/1";

/** The exact request of one attempt, and the same as the record may show it. */
export type BuiltRequest = {
  method: RenderedRequest["method"];
  url: string;
  headers: Record<string, string>;
  body: string;
  recorded: { url: string; headers: Record<string, string> };
};

export type BuildInput = {
  destination: SendingDestination;
  event: EventEnvelope;
  deliveryId: string;
  attemptNumber: number;
  /** Newest first. */
  signingSecrets: readonly string[];
  /** The header that authenticates us to the receiver, if its format needs one. */
  authorization: { name: string; value: string } | undefined;
  now: Date;
};

/** Renders, authenticates and signs one attempt. The admin's headers come first and ours last, so that ours stand. Throws what the format's render throws. */
export function buildRequest(input: BuildInput): BuiltRequest {
  const { destination, event, deliveryId, authorization, now } = input;
  const rendered = destination.format.render({
    event,
    config: destination.config,
    url: destination.url,
    deliveryId,
  });
  const own = ownHeaders(input, rendered.body, now);
  const headers: Record<string, string> = { ...withoutNames(rendered.headers, own), ...own };
  if (authorization) headers[authorization.name] = authorization.value;
  const { method, url, body } = rendered;
  return { method, url, headers, body, recorded: recorded(destination, rendered, headers, authorization) };
}

function ownHeaders(input: BuildInput, body: string, now: Date): Record<string, string> {
  const { destination, event, deliveryId, attemptNumber } = input;
  return {
    "User-Agent": USER_AGENT,
    "X-AtelyaOS-Event": event.type,
    "X-AtelyaOS-Delivery": deliveryId,
    "X-AtelyaOS-Attempt": String(attemptNumber),
    ...signatureHeaders({
      body,
      eventId: event.id,
      timestampSeconds: unixSeconds(now.getTime()),
      secrets: input.signingSecrets,
      headerName: destination.signatureHeader,
      prefix: destination.signaturePrefix,
    }),
  };
}

// Header names are the same in any case: an admin's "user-agent" must not travel beside ours.
function withoutNames(headers: Record<string, string>, taken: Record<string, string>): Record<string, string> {
  const names = new Set(Object.keys(taken).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase())));
}

function recorded(
  destination: SendingDestination,
  rendered: RenderedRequest,
  headers: Record<string, string>,
  authorization: BuildInput["authorization"],
): BuiltRequest["recorded"] {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) shown[name] = scrub(value, destination.secrets);
  if (authorization) shown[authorization.name] = maskSecret(authorization.value);
  return { url: destination.format.url.mask(new URL(rendered.url)), headers: shown };
}
