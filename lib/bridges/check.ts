import { isLocalMode } from "@/lib/env";
import type { FieldError } from "@/lib/errors";
import { describeFields } from "@/lib/formats/fields";
import type { Format } from "@/lib/formats/format";
import { getFormat } from "@/lib/formats/registry";
import { checkUrl } from "@/lib/net/address";
import { deliveryPolicy } from "@/lib/net/send";
import { isFieldShown } from "./field-shown";
import { configErrors, invalid } from "./parse";

export type CheckedDestination = { format: Format; url: URL; config: unknown };

/** What an edit may leave empty: the URL and the secret fields as they are stored. */
export type Kept = { url: string; credentials: Record<string, unknown> };

type Typed = { format: string; url: string; config: Record<string, unknown> };

/** Checks a destination as it is saved: the address rules that every attempt applies too, the format's own rules for its URL, and its configuration. Throws `invalid` with every field that is wrong. */
export function checkDestination(typed: Typed, kept?: Kept): CheckedDestination {
  const format = getFormat(typed.format);
  const url = checkDestinationUrl(format, typed.url || kept?.url || "");
  const merged = mergeKept(format, typed.config, kept?.credentials ?? {});
  const config = format.configSchema.safeParse(merged);
  const errors = [
    ...(url.ok ? [] : [{ path: "url", message: url.message }]),
    ...(config.success ? addressErrors(format, config.data, merged) : configErrors(config.error)),
  ];
  if (errors.length > 0 || !url.ok || !config.success) throw invalid(errors);
  return { format, url: url.url, config: config.data };
}

/** One URL against the address rules and the format's. No network: names are judged again, resolved, at every attempt. */
export function checkDestinationUrl(
  format: Format,
  text: string,
): { ok: true; url: URL } | { ok: false; message: string } {
  if (text === "") return { ok: false, message: `Enter the ${format.url.label}, such as ${format.url.placeholder}` };
  const checked = checkUrl(text, deliveryPolicy());
  if (!checked.ok) return checked;
  const problem = format.url.check(checked.url, isLocalMode());
  return problem ? { ok: false, message: problem } : checked;
}

/** The typed configuration with stored secrets in the place of those left empty, and without the fields that do not take part. */
export function mergeKept(
  format: Format,
  typed: Record<string, unknown>,
  stored: Record<string, unknown>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const field of describeFields(format)) {
    if (!isFieldShown(field.meta, { ...typed, ...merged })) continue;
    const value = isBlank(typed[field.name]) && field.meta.secret ? stored[field.name] : typed[field.name];
    if (!isBlank(value)) merged[field.name] = value;
  }
  return merged;
}

// A configuration may name a second address, where tokens are fetched: it is held to the same rules.
function addressErrors(format: Format, config: unknown, merged: Record<string, unknown>): FieldError[] {
  const auth = format.credentials(config);
  if (auth.type !== "oauth2_client_credentials") return [];
  const checked = checkUrl(auth.tokenUrl, deliveryPolicy());
  if (checked.ok) return [];
  const field = Object.keys(merged).find((name) => merged[name] === auth.tokenUrl);
  return [{ path: field ? `config.${field}` : "url", message: checked.message }];
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
