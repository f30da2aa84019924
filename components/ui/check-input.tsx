import { type ComponentPropsWithRef, type ReactNode, useId } from "react";

type CheckInputProps = Omit<ComponentPropsWithRef<"input">, "type" | "children"> & {
  label: ReactNode;
  description?: ReactNode;
};

/** A labelled native checkbox, or a radio button when `kind` says so. */
export function CheckInput({
  label,
  description,
  kind = "checkbox",
  ...input
}: CheckInputProps & { kind?: "checkbox" | "radio" }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input
        {...input}
        id={id}
        type={kind}
        aria-describedby={description ? `${id}-note` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {description && (
          <p id={`${id}-note`} className="text-xs text-muted">
            {description}
          </p>
        )}
      </div>
    </div>
  );
}
