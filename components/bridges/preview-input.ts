import type { FormatOption } from "@/lib/bridges/form-options";
import type { PreviewInput } from "@/lib/bridges/schema";
import type { BridgeDetail } from "@/lib/bridges/view";
import { type BridgeFormValues, toDraft } from "./form-values";

const SHOWN_FIRST = "workroom.completed";

/** What the form keeps from a stored bridge: the URL as it may be shown, and the names of its secrets. */
export type Stored = { storedUrl: string; storedSecrets: readonly string[] };

export function storedParts(bridge: BridgeDetail): Stored {
  return { storedUrl: bridge.url === null ? bridge.urlMasked : "", storedSecrets: bridge.storedSecrets };
}

/** The form as the preview takes it. */
export function toPreviewInput(
  values: BridgeFormValues,
  format: FormatOption,
  { eventType, storedUrl, storedSecrets }: Stored & { eventType: string },
): PreviewInput {
  const draft = toDraft(values, format);
  return {
    format: draft.format,
    url: draft.url,
    storedUrl,
    config: draft.config ?? {},
    storedSecrets: [...storedSecrets],
    eventType,
    signatureHeader: values.signatureHeader,
    signaturePrefix: values.signaturePrefix,
  };
}

/** The event that the preview shows unless its reader picks another one. */
export function firstEventType(chosen: readonly string[]): string {
  return chosen.find((type) => type !== "*") ?? SHOWN_FIRST;
}
