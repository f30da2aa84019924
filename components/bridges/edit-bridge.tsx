"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { toast } from "@/components/ui/toast";
import { updateBridgeAction } from "@/lib/bridges/actions";
import type { EventFamilyOption, FormatOption } from "@/lib/bridges/form-options";
import type { BridgePreview } from "@/lib/bridges/preview-bridge";
import type { BridgeDetail } from "@/lib/bridges/view";
import { BridgeForm } from "./bridge-form";
import { EditConflict } from "./edit-conflict";
import { storedBridgeValues } from "./form-values";
import { storedParts } from "./preview-input";
import { useBridgeForm } from "./use-bridge-form";

type EditBridgeProps = {
  bridge: BridgeDetail;
  format: FormatOption;
  families: readonly EventFamilyOption[];
  initialPreview: BridgePreview;
};

export function EditBridge({ bridge, format, families, initialPreview }: EditBridgeProps) {
  const router = useRouter();
  const [base, setBase] = useState(bridge);
  const place = `/settings/integrations/webhooks/${bridge.id}`;
  const state = useBridgeForm({
    formats: [format],
    initial: storedBridgeValues(bridge, format),
    save: (draft) => updateBridgeAction({ ...draft, bridgeId: bridge.id, version: base.version }),
    onSaved: () => {
      toast.success("Bridge saved");
      router.push(place);
      router.refresh();
    },
  });
  const isConflict = state.failure?.code === "conflict";

  return (
    <BridgeForm
      state={state}
      formats={[format]}
      families={families}
      initialPreview={initialPreview}
      {...storedParts(base)}
      saveLabel="Save changes"
      conflict={
        isConflict && (
          <EditConflict
            message={state.failure?.message ?? ""}
            bridgeId={bridge.id}
            mine={state.values}
            format={format}
            onKeepMine={setBase}
            onTakeTheirs={(theirs) => {
              setBase(theirs);
              state.form.reset(storedBridgeValues(theirs, format));
              state.settle();
            }}
            onSettled={state.settle}
          />
        )
      }
      cancel={
        <LinkButton href={place} variant="ghost">
          Cancel
        </LinkButton>
      }
    />
  );
}
