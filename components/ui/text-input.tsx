import { Description, Label } from "@heroui/react";
import { inputVariants } from "@heroui/styles";
import { type ComponentPropsWithRef, type ReactNode, useId } from "react";

type TextInputProps = Omit<ComponentPropsWithRef<"input">, "children"> & {
  label: ReactNode;
  description?: ReactNode;
  /** What is wrong, what was expected, and an example that works. */
  error?: string | undefined;
};

/** A labelled input. A plain element underneath, so that it registers with react-hook-form and is filled by password managers. */
export function TextInput({ label, description, error, id, className = "", ...input }: TextInputProps) {
  const own = useId();
  const inputId = id ?? input.name ?? own;
  const noteId = `${own}-note`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={inputId}>{label}</Label>
      <input
        {...input}
        id={inputId}
        data-invalid={Boolean(error)}
        aria-invalid={Boolean(error)}
        aria-describedby={error || description ? noteId : undefined}
        className={`${inputVariants({ fullWidth: true })} ${className}`}
      />
      {error ? (
        <p id={noteId} className="text-xs text-danger">
          {error}
        </p>
      ) : (
        description && (
          <Description elementType="p" id={noteId}>
            {description}
          </Description>
        )
      )}
    </div>
  );
}
