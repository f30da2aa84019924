"use client";

import { useRouter } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button";
import { createBridgeAction } from "@/lib/bridges/actions";
import type { EventFamilyOption, FormatOption } from "@/lib/bridges/form-options";
import type { BridgePreview } from "@/lib/bridges/preview-bridge";
import { BridgeForm } from "./bridge-form";
import { newBridgeValues } from "./form-values";
import { useBridgeForm } from "./use-bridge-form";

type NewBridgeProps = {
  formats: readonly [FormatOption, ...FormatOption[]];
  families: readonly EventFamilyOption[];
  initialPreview: BridgePreview;
};

export function NewBridge({ formats, families, initialPreview }: NewBridgeProps) {
  const router = useRouter();
  const state = useBridgeForm({
    formats,
    initial: newBridgeValues(formats[0]),
    save: createBridgeAction,
    onSaved: (id) => router.push(`/settings/integrations/webhooks/${id}?created=1`),
  });
  return (
    <BridgeForm
      state={state}
      formats={formats}
      families={families}
      initialPreview={initialPreview}
      saveLabel="Save bridge"
      cancel={
        <LinkButton href="/settings/integrations/webhooks" variant="ghost">
          Cancel
        </LinkButton>
      }
    />
  );
}
