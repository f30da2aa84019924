"use client";

import { Button, Spinner } from "@heroui/react";
import type { ReactNode } from "react";

type SubmitButtonProps = { pending: boolean; children: ReactNode; fullWidth?: boolean };

/** A form's primary button; shows that it works, and keeps its width meanwhile. */
export function SubmitButton({ pending, children, fullWidth = false }: SubmitButtonProps) {
  return (
    <Button type="submit" isPending={pending} fullWidth={fullWidth}>
      {pending && <Spinner size="sm" color="current" aria-label="Working" />}
      {children}
    </Button>
  );
}
