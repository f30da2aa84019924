"use client";

import type { ComponentProps, ReactNode } from "react";
import type { FieldError } from "@/lib/errors";
import { FormErrorSummary } from "./form-error-summary";
import { useHydrated } from "./use-hydrated";

type ActionFormProps = {
  /** From `useActionForm`. */
  onSubmit: NonNullable<ComponentProps<"form">["onSubmit"]>;
  /** What is wrong with the whole, from `useActionForm`. */
  problem?: string | undefined;
  errors?: readonly FieldError[];
  className?: string;
  children: ReactNode;
};

/**
 * A form that takes input only once it can keep it: text typed before the page answers would be lost.
 * The method keeps a password out of the address bar should scripts fail.
 */
export function ActionForm({ onSubmit, problem, errors = [], className, children }: ActionFormProps) {
  const hydrated = useHydrated();
  return (
    <form method="post" noValidate onSubmit={onSubmit} className={className}>
      <fieldset disabled={!hydrated} className="form-waiting flex min-w-0 flex-col gap-4">
        <FormErrorSummary errors={errors} message={problem} />
        {children}
      </fieldset>
    </form>
  );
}
