"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useActionForm } from "@/components/ui/use-action-form";
import { setThresholdAction } from "@/lib/billing/actions";
import { thresholdInput } from "@/lib/billing/schema";

/** Sets the balance below which a warning is published. */
export function ThresholdForm({ threshold }: { threshold: number | null }) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: thresholdInput,
    defaultValues: { threshold: threshold === null ? "" : String(threshold) },
    action: setThresholdAction,
    onDone: (_, values) => {
      toast.success(values.threshold === "" ? "No warning will be given" : "Threshold saved");
    },
  });
  return (
    <ActionForm onSubmit={submit} problem={problem} className="max-w-sm">
      <TextInput
        label="Warn below"
        description="Credits. Leave it empty for no warning."
        inputMode="numeric"
        autoComplete="off"
        placeholder="200"
        error={errorOf("threshold")}
        {...form.register("threshold")}
      />
      <div>
        <SubmitButton pending={pending}>Save threshold</SubmitButton>
      </div>
    </ActionForm>
  );
}
