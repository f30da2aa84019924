"use client";

import { Button, type ButtonProps, Focusable, Tooltip } from "@heroui/react";
import { buttonVariants } from "@heroui/styles";
import { type ReactNode, useId } from "react";

type ReasonButtonProps = {
  children: ReactNode;
  /** Why it does not work now; null when it does. */
  reason: string | null;
  variant?: ButtonProps["variant"];
  isPending?: boolean;
  onPress: () => void;
};

/** A button that, when it cannot be used, stays in reach of pointer and keyboard and says why. */
export function ReasonButton({ children, reason, variant = "outline", isPending = false, onPress }: ReasonButtonProps) {
  const reasonId = useId();
  if (reason === null) {
    return (
      <Button size="sm" variant={variant} isPending={isPending} onPress={onPress}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip delay={200}>
      <Focusable>
        <button
          type="button"
          aria-disabled="true"
          aria-describedby={reasonId}
          className={`${buttonVariants({ variant: "outline", size: "sm" })} cursor-not-allowed! text-muted!`}
        >
          {children}
          <span id={reasonId} hidden>
            {reason}
          </span>
        </button>
      </Focusable>
      <Tooltip.Content className="break-normal!">{reason}</Tooltip.Content>
    </Tooltip>
  );
}
