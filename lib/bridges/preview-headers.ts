import type { BuiltRequest } from "@/lib/deliveries/send/build-request";
import type { Credentials } from "@/lib/formats/format";
import { maskSecret } from "@/lib/secrets/mask";

export type HeaderRow = readonly [name: string, value: string];

const HIDDEN = "••••";
const SIGNATURE_SHOWN = 12;
const FETCHED_TOKEN = "Bearer •••• (fetched before sending)";

/** The header that authenticates us at the target, its secret masked already; none where the target asks for none. */
export function shownAuthorization(
  credentials: Credentials,
  keepsSecret: boolean,
): { name: string; value: string } | undefined {
  if (credentials.type === "none") return undefined;
  if (credentials.type === "oauth2_client_credentials") return { name: "Authorization", value: FETCHED_TOKEN };
  const match = /^(Basic|Bearer) (.*)$/s.exec(credentials.value);
  const [scheme, secret] = match ? [`${match[1]} `, match[2] ?? ""] : ["", credentials.value];
  return { name: credentials.name, value: scheme + (keepsSecret ? HIDDEN : maskSecret(secret)) };
}

/** A built request's headers for reading. Signatures are cut short: the real ones need the workspace's secret. */
export function shownHeaders(
  request: BuiltRequest,
  signature: { signatureHeader: string; signaturePrefix: string },
): HeaderRow[] {
  return Object.entries(request.headers).map(([name, value]) => {
    if (name === signature.signatureHeader) return [name, shortened(value, signature.signaturePrefix)];
    return [name, name === "webhook-signature" ? shortened(value, "") : value];
  });
}

function shortened(value: string, prefix: string): string {
  return `${value.slice(0, prefix.length + SIGNATURE_SHOWN)}…`;
}
