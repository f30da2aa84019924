import { isLocalMode } from "@/lib/env";
import { AppError, type FieldError } from "@/lib/errors";
import { describeFields } from "@/lib/formats/fields";
import type { Format } from "@/lib/formats/format";
import { isShown } from "@/lib/formats/is-shown";
import { getFormat } from "@/lib/formats/registry";
import { checkUrl } from "@/lib/net/address";
import { deliveryPolicy } from "@/lib/net/send";
import { tryOutTemplates } from "@/lib/templates/try-out";
import { fieldErrors } from "@/lib/validation/field-errors";
import { isBlank, isLeftOut } from "./blank";
import { configErrors, invalid } from "./invalid";
import { type BridgeInput, bridgeInput } from "./schema";

export type CheckedDestination = { format: Format; url: URL; config: unknown };

/** What an edit may leave empty: the URL and the secret fields as they are stored. */
export type Kept = { url: string; credentials: Record<string, unknown> };

type Typed = { format: string; url: string; config: Record<string, unknown> };

export type CheckedBridge = { input: BridgeInput } & CheckedDestination;

const destinationPart = bridgeInput.pick({ format: true, url: true, config: true });
const FORM_ORDER = ["name", "format", "url", "config", "eventTypes"];

/** Checks a whole form at once, so that one answer names all that is wrong with it, in the form's order. Throws `invalid`. */
export async function checkBridge(untrusted: unknown, kept?: Kept): Promise<CheckedBridge> {
  const input = bridgeInput.safeParse(untrusted);
  const typed = destinationPart.safeParse(untrusted);
  const destination = typed.success ? await attemptCheck(typed.data, kept) : [];
  const errors = [
    ...(input.success ? [] : fieldErrors(input.error)),
    ...(Array.isArray(destination) ? destination : []),
  ];
  if (errors.length > 0 || !input.success || Array.isArray(destination))
    throw invalid(firstOfEach(errors).sort(byFormOrder));
  return { input: input.data, ...destination };
}

async function attemptCheck(typed: Typed, kept: Kept | undefined): Promise<CheckedDestination | FieldError[]> {
  try {
    return await checkDestination(typed, kept);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return error.errors.length > 0 ? [...error.errors] : [{ path: "config", message: error.message }];
  }
}

// Two rules of one field may fail for one reason.
function firstOfEach(errors: readonly FieldError[]): FieldError[] {
  return errors.filter((error, index) => errors.findIndex((other) => other.path === error.path) === index);
}

function byFormOrder(a: FieldError, b: FieldError): number {
  const place = (path: string) => FORM_ORDER.indexOf(path.split(/[.[]/)[0] ?? "") + 1 || FORM_ORDER.length + 1;
  return place(a.path) - place(b.path);
}

/** Checks a destination as it is saved: the address rules that every attempt applies too, the format's own rules for its URL, and its configuration, whose templates are tried out. Throws `invalid` with every field that is wrong. */
export async function checkDestination(typed: Typed, kept?: Kept): Promise<CheckedDestination> {
  const format = getFormat(typed.format);
  const url = checkDestinationUrl(format, typed.url || kept?.url || "");
  const merged = mergeKept(format, typed.config, kept?.credentials ?? {});
  const config = format.configSchema.safeParse(merged);
  const errors = [
    ...(url.ok ? [] : [{ path: "url", message: url.message }]),
    ...(config.success ? addressErrors(format, config.data, merged) : configErrors(config.error)),
    ...(await templateErrors(format, config.success ? toRecord(config.data) : merged)),
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
    if (!isShown(field.meta, { ...typed, ...merged })) continue;
    const value = isBlank(typed[field.name]) && field.meta.secret ? stored[field.name] : typed[field.name];
    if (!isLeftOut(field, value)) merged[field.name] = value;
  }
  return merged;
}

/** What is wrong with a configuration's templates when they are tried out: see `tryOutTemplates`. */
export async function templateErrors(format: Format, config: Record<string, unknown>): Promise<FieldError[]> {
  const errors = await tryOutTemplates(format.templates?.(config) ?? []);
  return errors.map(({ path, message }) => ({ path: `config.${path}`, message }));
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

// Every format's configuration is an object of fields.
function toRecord(config: unknown): Record<string, unknown> {
  return { ...(config as Record<string, unknown>) };
}
