import { Label } from "@heroui/react";
import { inputVariants } from "@heroui/styles";
import { type ComponentPropsWithRef, useId } from "react";

type TextAreaProps = ComponentPropsWithRef<"textarea"> & {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
};

export function TextArea({ label, description, error, ...textarea }: TextAreaProps) {
  const noteId = useId();
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={textarea.id}>{label}</Label>
      <textarea
        rows={4}
        {...textarea}
        data-invalid={Boolean(error)}
        aria-invalid={Boolean(error)}
        aria-describedby={error || description ? noteId : undefined}
        className={inputVariants({ fullWidth: true })}
      />
      {(error || description) && (
        <p id={noteId} className={`text-xs ${error ? "text-danger" : "text-muted"}`}>
          {error ?? description}
        </p>
      )}
    </div>
  );
}
