"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { TextInput } from "@/components/ui/text-input";
import type { FormatOption } from "@/lib/bridges/form-options";
import { RATE_LIMIT_PER_SECOND_MAX } from "@/lib/destinations/rate-limit-schema";
import type { FieldError } from "@/lib/errors";
import { errorAt } from "./form-errors";
import type { BridgeFormValues } from "./form-values";
import { TagsField } from "./tags-field";

type MoreSettingsProps = {
  values: BridgeFormValues;
  format: Pick<FormatOption, "customSignature" | "label" | "pace">;
  onChange: <Name extends keyof BridgeFormValues>(name: Name, value: BridgeFormValues[Name]) => void;
  errors: readonly FieldError[];
};

const PATHS = ["filter", "timeoutMs", "rateLimitPerSecond", "signatureHeader", "signaturePrefix"];

// What the field does, and what the target advises.
function rateLimitWords({ label, pace }: MoreSettingsProps["format"]): string {
  const words = `The most that are sent in a second, 1 to ${RATE_LIMIT_PER_SECOND_MAX}. The others wait for their turn. Leave it empty for no limit.`;
  return pace ? `${words} ${pace.why} The default for ${label} is ${pace.perSecond}.` : words;
}

/** What most bridges leave as it is. Unfolds by itself when something in it is wrong. */
export function MoreSettings({ values, format, onChange, errors }: MoreSettingsProps) {
  const { customSignature } = format;
  const [open, setOpen] = useState(false);
  const isWrong = PATHS.some((path) => errorAt(errors, path));
  return (
    <details
      open={open || isWrong}
      onToggle={(toggle) => setOpen(toggle.currentTarget.open)}
      className="group border-t border-separator py-4"
    >
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 text-muted group-open:rotate-90" />
        More settings
        <span className="text-xs font-normal text-muted">
          {customSignature ? "Signature header, timeout, rate limit, workrooms" : "Timeout, rate limit, workrooms"}
        </span>
      </summary>
      <div className="flex flex-col gap-4 pt-3">
        {customSignature && (
          <div className="grid gap-4 sm:grid-cols-2">
            <TextInput
              id="signatureHeader"
              label="Signature header"
              description="The header that carries the HMAC-SHA256 of the body."
              spellCheck={false}
              value={values.signatureHeader}
              error={errorAt(errors, "signatureHeader")}
              onChange={(change) => onChange("signatureHeader", change.target.value)}
            />
            <TextInput
              id="signaturePrefix"
              label="Signature prefix (optional)"
              description="Put before the signature, such as sha256="
              spellCheck={false}
              value={values.signaturePrefix}
              error={errorAt(errors, "signaturePrefix")}
              onChange={(change) => onChange("signaturePrefix", change.target.value)}
            />
          </div>
        )}
        <TextInput
          id="timeoutMs"
          type="number"
          min={1}
          max={30}
          step="any"
          inputMode="decimal"
          label="Timeout in seconds"
          description="How long an attempt waits for an answer, 1 to 30."
          value={values.timeoutSeconds}
          error={errorAt(errors, "timeoutMs")}
          onChange={(change) => onChange("timeoutSeconds", change.target.value)}
        />
        <TextInput
          id="rateLimitPerSecond"
          type="number"
          min={1}
          max={RATE_LIMIT_PER_SECOND_MAX}
          step={1}
          inputMode="numeric"
          label="Requests a second (optional)"
          description={rateLimitWords(format)}
          value={values.rateLimitPerSecond}
          error={errorAt(errors, "rateLimitPerSecond")}
          onChange={(change) => onChange("rateLimitPerSecond", change.target.value)}
        />
        <TagsField
          path="filter"
          label="Only these workrooms (optional)"
          description="Workroom ids with commas between them. Leave it empty for every workroom, and for events that are about none."
          placeholder="wr_01JD3ZK8XWQ4M7N2P5R9T0V6YB"
          value={values.workroomIds}
          onChange={(ids) => onChange("workroomIds", ids)}
          error={errorAt(errors, "filter")}
        />
      </div>
    </details>
  );
}
