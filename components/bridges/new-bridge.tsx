"use client";

import { useRouter } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button";
import { createBridgeAction } from "@/lib/bridges/actions";
import type { EventFamilyOption, FormatOption } from "@/lib/bridges/form-options";
import { BridgeForm } from "./bridge-form";
import { newBridgeValues } from "./form-values";
import { useBridgeForm } from "./use-bridge-form";

type NewBridgeProps = {
  formats: readonly [FormatOption, ...FormatOption[]];
  families: readonly EventFamilyOption[];
};

export function NewBridge({ formats, families }: NewBridgeProps) {
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
      saveLabel="Save bridge"
      cancel={
        <LinkButton href="/settings/integrations/webhooks" variant="ghost">
          Cancel
        </LinkButton>
      }
    />
  );
}
