import type { FieldError } from "@/lib/errors";
import { catalogue, type EventTypeName, isEventType } from "@/lib/events/catalogue";
import type { Format, RenderedRequest } from "@/lib/formats/format";
import { getFormat } from "@/lib/formats/registry";
import { parseInput } from "./parse";
import { fillConfig, maskConfig } from "./preview-config";
import { credentialHeaders, deliveryHeaders, type HeaderRow } from "./preview-headers";
import { previewInput } from "./schema";

/** A request as a delivery would send it, with secrets masked. */
export type RequestPreview = {
  method: string;
  url: string;
  headers: readonly HeaderRow[];
  /** Null while a template cannot be rendered; `problems` says why. */
  body: string | null;
  contentType: string;
  /** Labels of the fields for which an example's value stands in. */
  examples: readonly string[];
  problems: readonly FieldError[];
};

const PREVIEW_DELIVERY = "dlv_01JD3ZK8XWQ4M7N2P5R9T0V6YB";
const DEFAULT_EVENT: EventTypeName = "workroom.completed";

/**
 * The exact request for an event's example, from a form that may be half filled: where a value is missing or wrong, the
 * format's example stands in. Pure: no clock, no network, no database, and no secret in what it returns.
 */
export function previewRequest(input: unknown): RequestPreview {
  const typed = parseInput(previewInput, input);
  const format = getFormat(typed.format);
  const typedUrl = typed.url || typed.storedUrl;
  const filled = fillConfig(format, typed);
  const event = catalogue[isEventType(typed.eventType) ? typed.eventType : DEFAULT_EVENT].example;
  const rendered = tryRender(format, {
    event,
    config: maskConfig(format, filled.config),
    url: previewUrl(format, typedUrl).href,
    deliveryId: PREVIEW_DELIVERY,
  });
  const { method, url, headers, body } = rendered.request;
  const rows = [
    ...Object.entries(headers),
    ...credentialHeaders(format.credentials(filled.config)),
    ...deliveryHeaders(typed, event, PREVIEW_DELIVERY, body),
  ];
  return {
    method,
    url: format.url.mask(new URL(url)),
    headers: rows,
    body: filled.renderable && !rendered.problem ? body : null,
    contentType: rows.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "text/plain",
    examples: [...(typedUrl ? [] : [format.url.label]), ...filled.examples],
    problems: rendered.problem ? [...filled.problems, rendered.problem] : filled.problems,
  };
}

function previewUrl(format: Format, text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : new URL(format.example.url);
}

// A template of the admin's may fail for one event and not for another.
function tryRender(
  format: Format,
  input: Parameters<Format["render"]>[0],
): { request: RenderedRequest; problem?: FieldError } {
  try {
    return { request: format.render(input) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "The request cannot be made for this event.";
    return {
      request: { method: "POST", url: input.url, headers: {}, body: "" },
      problem: { path: "config", message },
    };
  }
}
