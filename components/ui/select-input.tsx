import { Label } from "@heroui/react";
import { inputVariants } from "@heroui/styles";
import { ChevronDown } from "lucide-react";
import { type ComponentPropsWithRef, type ReactNode, useId } from "react";

type SelectInputProps = ComponentPropsWithRef<"select"> & {
  label: ReactNode;
  /** Keep the label for screen readers alone, in a toolbar or a table's row. */
  labelHidden?: boolean;
  description?: ReactNode;
  error?: string | undefined;
};

/** A labelled native select: quick, and at home on a phone. Children are its options. */
export function SelectInput({ label, labelHidden, description, error, id, children, ...select }: SelectInputProps) {
  const own = useId();
  const selectId = id ?? own;
  const noteId = `${own}-note`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={selectId} className={labelHidden ? "sr-only" : undefined}>
        {label}
      </Label>
      <div className="relative">
        <select
          {...select}
          id={selectId}
          data-invalid={Boolean(error)}
          aria-invalid={Boolean(error)}
          aria-describedby={error || description ? noteId : undefined}
          className={`${inputVariants({ fullWidth: true })} appearance-none pe-8`}
        >
          {children}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
        />
      </div>
      {(error || description) && (
        <p id={noteId} className={`text-xs ${error ? "text-danger" : "text-muted"}`}>
          {error ?? description}
        </p>
      )}
    </div>
  );
}
