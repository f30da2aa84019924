import { type BuiltRequest, buildRequest } from "@/lib/deliveries/send/build-request";
import type { FieldError } from "@/lib/errors";
import { catalogue, type EventTypeName, isEventType } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import type { Format } from "@/lib/formats/format";
import { getFormat } from "@/lib/formats/registry";
import { parseInput } from "@/lib/validation/parse";
import { type FilledConfig, fillConfig, maskConfig, withSoundTemplates } from "./preview-config";
import { type HeaderRow, shownAuthorization, shownHeaders } from "./preview-headers";
import { type PreviewInput, previewInput } from "./schema";

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

// Signs previews only; it is public, so that nobody takes a preview's signature for a real one.
const PREVIEW_SECRET = "whsec_cHJldmlldy1vbmx5LXNlY3JldC1vZi0zMi1ieXRlcyE=";
const PREVIEW_DELIVERY = "dlv_01JD3ZK8XWQ4M7N2P5R9T0V6YB";
const DEFAULT_EVENT: EventTypeName = "workroom.completed";

/**
 * The exact request for an event's example, from a form that may be half filled: where a value is missing or wrong, the
 * format's example stands in. Pure: no clock, no network, no database, and no secret in what it returns.
 */
export async function previewRequest(input: unknown): Promise<RequestPreview> {
  const typed = parseInput(previewInput, input);
  const format = getFormat(typed.format);
  const typedUrl = typed.url || typed.storedUrl;
  const filled = await fillConfig(format, typed);
  const event = catalogue[isEventType(typed.eventType) ? typed.eventType : DEFAULT_EVENT].example;
  const { request, problem } = tryBuild(format, filled, typed, previewUrl(format, typedUrl), event);
  const headers = shownHeaders(request, typed);
  return {
    method: request.method,
    url: request.recorded.url,
    headers,
    body: problem ? null : request.body,
    contentType: headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "text/plain",
    examples: [...(typedUrl ? [] : [format.url.label]), ...filled.examples],
    problems: filled.problems.length === 0 && problem ? [problem] : filled.problems,
  };
}

function previewUrl(format: Format, text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : new URL(format.example.url);
}

type Built = { request: BuiltRequest; problem?: FieldError };

// A template of the admin's may fail for one event and not for another: all but the body is shown then.
function tryBuild(format: Format, filled: FilledConfig, typed: PreviewInput, url: URL, event: EventEnvelope): Built {
  try {
    return { request: build(format, filled, typed, url, event) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "The request cannot be made for this event.";
    return {
      request: build(format, withSoundTemplates(format, filled), typed, url, event),
      problem: { path: "config", message },
    };
  }
}

function build(
  format: Format,
  { config, keepsSecret }: FilledConfig,
  typed: PreviewInput,
  url: URL,
  event: EventEnvelope,
): BuiltRequest {
  const { signatureHeader, signaturePrefix } = typed;
  const credentials = format.credentials(config);
  return buildRequest({
    destination: {
      id: "preview",
      version: 0,
      timeoutMs: 0,
      format,
      url: url.href,
      config: maskConfig(format, config),
      credentials,
      secrets: [],
      signatureHeader,
      signaturePrefix,
    },
    event,
    deliveryId: PREVIEW_DELIVERY,
    attemptNumber: 1,
    signingSecrets: [PREVIEW_SECRET],
    authorization: shownAuthorization(credentials, keepsSecret),
    now: new Date(event.timestamp),
  });
}
