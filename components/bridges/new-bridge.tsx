"use client";

import { useRouter } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button";
import { createBridgeAction } from "@/lib/bridges/actions";
import type { EventFamilyOption, FormatOption } from "@/lib/bridges/form-options";
import type { BridgePreview } from "@/lib/bridges/preview-bridge";
import { BridgeForm } from "./bridge-form";
import type { BridgeFormValues } from "./form-values";
import { useBridgeForm } from "./use-bridge-form";

type NewBridgeProps = {
  formats: readonly [FormatOption, ...FormatOption[]];
  families: readonly EventFamilyOption[];
  initial: BridgeFormValues;
  initialPreview: BridgePreview;
  /** A connected account whose webhook stands behind an empty URL of its format. */
  offer?: { connectionId: string; format: string; urlMasked: string } | undefined;
};

export function NewBridge({ formats, families, initial, initialPreview, offer }: NewBridgeProps) {
  const router = useRouter();
  const state = useBridgeForm({
    formats,
    initial,
    save: (draft) => createBridgeAction(offer ? { ...draft, connectionId: offer.connectionId } : draft),
    onSaved: (id) => router.push(`/settings/integrations/webhooks/${id}?created=1`),
  });
  return (
    <BridgeForm
      state={state}
      formats={formats}
      families={families}
      initialPreview={initialPreview}
      storedUrl={offer?.format === state.format.id ? offer.urlMasked : ""}
      saveLabel="Save bridge"
      cancel={
        <LinkButton href="/settings/integrations/webhooks" variant="ghost">
          Cancel
        </LinkButton>
      }
    />
  );
}
