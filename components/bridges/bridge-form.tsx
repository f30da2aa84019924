"use client";

import { Button } from "@heroui/react";
import { type ReactNode, useState } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { EventFamilyOption, FormatOption } from "@/lib/bridges/form-options";
import type { BridgePreview } from "@/lib/bridges/preview-bridge";
import type { FieldError } from "@/lib/errors";
import { DestinationFields } from "./destination-fields";
import { EventPicker } from "./event-picker";
import { errorAt } from "./form-errors";
import { FormStep } from "./form-step";
import { FormatPicker } from "./format-picker";
import { MoreSettings } from "./more-settings";
import { firstEventType, toPreviewInput } from "./preview-input";
import { RequestPreview } from "./request-preview";
import type { Failure, useBridgeForm } from "./use-bridge-form";
import { usePreview } from "./use-preview";

type BridgeFormProps = {
  state: ReturnType<typeof useBridgeForm>;
  /** One alone when the bridge has its format already. */
  formats: readonly FormatOption[];
  families: readonly EventFamilyOption[];
  initialPreview: BridgePreview;
  storedUrl?: string;
  storedSecrets?: readonly string[];
  saveLabel: string;
  /** In place of the summary, when a save met a newer version. */
  conflict?: ReactNode;
  cancel: ReactNode;
};

/** The one form of a bridge, new or stored: target format, destination, events, and the request that they make beside it. */
export function BridgeForm(props: BridgeFormProps) {
  const {
    state,
    formats,
    families,
    initialPreview,
    storedUrl = "",
    storedSecrets = [],
    saveLabel,
    conflict,
    cancel,
  } = props;
  const { values, format, errors, failure, set } = state;
  const hydrated = useHydrated();
  const [picked, setPicked] = useState<string | null>(null);
  const eventType = picked ?? firstEventType(values.eventTypes);
  const preview = usePreview(toPreviewInput(values, format, { eventType, storedUrl, storedSecrets }), initialPreview);

  return (
    <div className="grid gap-x-10 gap-y-8 min-[1200px]:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <form
        method="post"
        noValidate
        className="max-w-[640px] min-w-0 wrap-anywhere"
        onSubmit={(event) => {
          event.preventDefault();
          void state.submit();
        }}
      >
        <fieldset disabled={!hydrated} className="min-w-0">
          <div className="mb-6 empty:hidden">
            {conflict || <FormErrorSummary errors={errors} message={summaryMessage(failure, errors)} />}
          </div>
          <FormStep
            number={1}
            title="Target format"
            description="What the receiving tool understands. It shapes each request."
          >
            <FormatPicker formats={formats} value={format.id} onChange={state.chooseFormat} />
          </FormStep>
          <FormStep number={2} title="Destination" description={`Where events go, and what ${format.label} needs.`}>
            <DestinationFields
              format={format}
              values={values}
              onChange={set}
              onConfig={state.setConfig}
              errors={errors}
              urlProblem={preview.isSettled ? (preview.data?.urlProblem ?? null) : null}
              storedUrl={storedUrl}
              storedSecrets={storedSecrets}
            />
          </FormStep>
          <FormStep
            number={3}
            title="Events"
            description="Which happenings are sent. Choose those that someone acts on."
          >
            <EventPicker
              families={families}
              value={values.eventTypes}
              onChange={(types) => set("eventTypes", types)}
              error={errorAt(errors, "eventTypes")}
            />
          </FormStep>
          <MoreSettings values={values} format={format} onChange={set} errors={errors} />
          <div className="flex items-center gap-3 border-t border-separator pt-6">
            <Button type="submit" isPending={state.saving}>
              {saveLabel}
            </Button>
            {cancel}
          </div>
        </fieldset>
      </form>
      <div className="scrollbar min-w-0 min-[1200px]:sticky min-[1200px]:top-6 min-[1200px]:max-h-[calc(100dvh-3rem)] min-[1200px]:self-start min-[1200px]:overflow-y-auto">
        <RequestPreview
          families={families}
          eventType={eventType}
          onEventType={setPicked}
          preview={preview.data}
          failed={preview.isError}
          onRetry={() => void preview.refetch()}
        />
      </div>
    </div>
  );
}

// Field errors speak for themselves at their fields; what belongs to no field needs its sentence here.
function summaryMessage(failure: Failure | null, errors: readonly FieldError[]): string | undefined {
  const homeless = errors.find((error) => error.path === "config" || error.path === "format");
  return homeless?.message ?? (failure?.errors.length === 0 ? failure.message : undefined);
}
