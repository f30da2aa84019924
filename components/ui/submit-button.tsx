"use client";

import { Button } from "@heroui/react";
import type { ReactNode } from "react";
import { PendingMark } from "./pending-mark";

type SubmitButtonProps = { pending: boolean; children: ReactNode; fullWidth?: boolean };

/** A form's primary button; shows that it works. It keeps the focus meanwhile, and `useActionForm` ignores a second press. */
export function SubmitButton({ pending, children, fullWidth = false }: SubmitButtonProps) {
  return (
    <Button type="submit" fullWidth={fullWidth}>
      <PendingMark pending={pending} />
      {children}
    </Button>
  );
}
