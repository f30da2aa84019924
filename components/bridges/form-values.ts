import type { FormatOption } from "@/lib/bridges/form-options";
import type { BridgeDraft } from "@/lib/bridges/schema";
import type { BridgeDetail } from "@/lib/bridges/view";
import type { FieldDescription } from "@/lib/formats/fields";
import { isShown } from "@/lib/formats/is-shown";
import { SECOND_MS } from "@/lib/time";

/** The form as it is typed. `config` holds the chosen format's fields by name. */
export type BridgeFormValues = {
  name: string;
  format: string;
  url: string;
  config: Record<string, unknown>;
  /** Event type names, or the one element "*". */
  eventTypes: string[];
  workroomIds: string[];
  signatureHeader: string;
  signaturePrefix: string;
  timeoutSeconds: string;
  /** Requests a second; empty for no limit. */
  rateLimitPerSecond: string;
};

const ALL_EVENTS = "*";
const TIMEOUT_SECONDS = "15";
const SIGNATURE_HEADER = "X-AtelyaOS-Signature";

export function newBridgeValues(format: FormatOption): BridgeFormValues {
  return {
    name: "",
    format: format.id,
    url: "",
    config: defaultConfig(format),
    eventTypes: [],
    workroomIds: [],
    signatureHeader: SIGNATURE_HEADER,
    signaturePrefix: "",
    timeoutSeconds: TIMEOUT_SECONDS,
    rateLimitPerSecond: advisedRateLimit(format),
  };
}

/** A stored bridge as its form shows it: what is secret stays empty, and an empty field keeps it. */
export function storedBridgeValues(bridge: BridgeDetail, format: FormatOption): BridgeFormValues {
  return {
    name: bridge.name,
    format: bridge.format,
    url: bridge.url ?? "",
    config: { ...defaultConfig(format), ...bridge.config },
    eventTypes: [...bridge.eventTypes],
    workroomIds: [...bridge.workroomIds],
    signatureHeader: bridge.signatureHeader,
    signaturePrefix: bridge.signaturePrefix,
    timeoutSeconds: String(bridge.timeoutMs / SECOND_MS),
    rateLimitPerSecond: bridge.rateLimitPerSecond === null ? "" : String(bridge.rateLimitPerSecond),
  };
}

/** What the chosen format's fields start from: their defaults, or something empty of their kind. */
export function defaultConfig(format: FormatOption): Record<string, unknown> {
  return Object.fromEntries(format.fields.map((field) => [field.name, field.default ?? emptyValue(field)]));
}

/** The rate limit that a new bridge of a format starts with; empty where its target advises none. */
export function advisedRateLimit({ pace }: Pick<FormatOption, "pace">): string {
  return pace ? String(pace.perSecond) : "";
}

/** The fields that take part, given what the others say. */
export function shownFields(format: FormatOption, config: Record<string, unknown>): FieldDescription[] {
  return format.fields.filter((field) => isShown(field.meta, config));
}

/** The configuration without the rows of its lists that nothing was typed into. */
export function withoutBlankRows(config: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((row) => !isBlankRow(row)) : value,
    ]),
  );
}

/** The form as the verbs take it. */
export function toDraft(values: BridgeFormValues, format: FormatOption): BridgeDraft {
  const fields = shownFields(format, values.config);
  const config = withoutBlankRows(values.config);
  return {
    name: values.name,
    format: format.id as BridgeDraft["format"],
    url: values.url,
    config: Object.fromEntries(fields.map(({ name }) => [name, config[name]])),
    eventTypes: values.eventTypes,
    ...(values.workroomIds.length > 0 ? { filter: { workroom_ids: values.workroomIds } } : {}),
    signatureHeader: values.signatureHeader,
    signaturePrefix: values.signaturePrefix,
    timeoutMs: Math.round(Number(values.timeoutSeconds) * SECOND_MS),
    rateLimitPerSecond: values.rateLimitPerSecond.trim() === "" ? null : Number(values.rateLimitPerSecond),
  };
}

export function hearsAll(eventTypes: readonly string[]): boolean {
  return eventTypes.includes(ALL_EVENTS);
}

function emptyValue(field: FieldDescription): unknown {
  if (field.type === "list") return [];
  return field.type === "flag" ? false : "";
}

function isBlankRow(row: unknown): boolean {
  return typeof row === "object" && row !== null && Object.values(row).every((text) => text === "");
}
