"use client";

import { Banner } from "@/components/ui/banner";
import { BodyView } from "@/components/ui/body-view";
import { HeaderList } from "@/components/ui/header-list";
import { LoadError } from "@/components/ui/load-error";
import { SelectInput } from "@/components/ui/select-input";
import type { EventFamilyOption } from "@/lib/bridges/form-options";
import type { BridgePreview } from "@/lib/bridges/preview-bridge";

type RequestPreviewProps = {
  families: readonly EventFamilyOption[];
  eventType: string;
  onEventType: (type: string) => void;
  preview: BridgePreview | undefined;
  failed: boolean;
  onRetry: () => void;
};

/** The exact request for an event's example, beside the form at all times. */
export function RequestPreview({ families, eventType, onEventType, preview, failed, onRetry }: RequestPreviewProps) {
  return (
    <section aria-label="Preview" className="flex flex-col gap-3">
      <SelectInput label="Preview" value={eventType} onChange={(change) => onEventType(change.target.value)}>
        {families.map((family) => (
          <optgroup key={family.id} label={family.title}>
            {family.events.map((event) => (
              <option key={event.type} value={event.type}>
                {event.type}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectInput>
      {failed && <LoadError onRetry={onRetry} />}
      {preview ? <Request preview={preview} /> : !failed && <div className="h-96 rounded-lg bg-surface-secondary" />}
    </section>
  );
}

function Request({ preview }: { preview: BridgePreview }) {
  return (
    <>
      <p className="font-mono text-xs leading-5 break-all" data-testid="preview-request-line">
        <span className="font-semibold">{preview.method}</span> {preview.url}
      </p>
      <HeaderList headers={preview.headers.map(([name, value]): [string, string] => [name, value])} />
      {preview.problems.map((problem) => (
        <Banner key={`${problem.path}:${problem.message}`} tone="danger">
          {problem.message}
        </Banner>
      ))}
      {preview.body !== null && <BodyView body={preview.body} contentType={preview.contentType} />}
      <p className="text-xs text-muted">
        {preview.examples.length > 0 && `Examples stand in for: ${preview.examples.join(", ")}. `}
        Signatures are made with the workspace’s secret when an event is sent.
      </p>
    </>
  );
}
