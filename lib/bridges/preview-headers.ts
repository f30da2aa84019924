import type { EventEnvelope } from "@/lib/events/envelope";
import type { Credentials } from "@/lib/formats/format";
import { maskSecret } from "@/lib/secrets/mask";
import { signatureHeaders } from "@/lib/signing/sign";
import { unixSeconds } from "@/lib/time";

export type HeaderRow = readonly [name: string, value: string];
type Signature = { signatureHeader: string; signaturePrefix: string };

// Signs previews only; it is public, so that nobody takes a preview's signature for a real one.
const PREVIEW_SECRET = "whsec_cHJldmlldy1vbmx5LXNlY3JldC1vZi0zMi1ieXRlcyE=";
const SIGNATURE_SHOWN = 12;

/** The header that authenticates at the target, its secret masked. */
export function credentialHeaders(credentials: Credentials): HeaderRow[] {
  if (credentials.type === "none") return [];
  if (credentials.type === "oauth2_client_credentials") {
    return [["Authorization", "Bearer •••• (fetched before sending)"]];
  }
  const match = /^(Basic|Bearer) (.*)$/s.exec(credentials.value);
  const [scheme, secret] = match ? [`${match[1]} `, match[2] ?? ""] : ["", credentials.value];
  return [[credentials.name, scheme + maskSecret(secret)]];
}

/** The headers that every delivery carries. Signatures are cut short: the real ones need the workspace's secret. */
export function deliveryHeaders(
  signature: Signature,
  event: EventEnvelope,
  deliveryId: string,
  body: string,
): HeaderRow[] {
  const signed = signatureHeaders({
    body,
    eventId: event.id,
    timestampSeconds: unixSeconds(Date.parse(event.timestamp)),
    secrets: [PREVIEW_SECRET],
    headerName: signature.signatureHeader,
    prefix: signature.signaturePrefix,
  });
  return [
    ["User-Agent", "AtelyaOS-Webhooks/1"],
    ["X-AtelyaOS-Event", event.type],
    ["X-AtelyaOS-Delivery", deliveryId],
    ["X-AtelyaOS-Attempt", "1"],
    ...Object.entries(signed).map(([name, value]): HeaderRow => [name, shortened(name, value, signature)]),
  ];
}

function shortened(name: string, value: string, signature: Signature): string {
  if (name === "webhook-id" || name === "webhook-timestamp") return value;
  const prefix = name === signature.signatureHeader ? signature.signaturePrefix.length : 0;
  return `${value.slice(0, prefix + SIGNATURE_SHOWN)}…`;
}
