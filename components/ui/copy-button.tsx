"use client";

import { buttonVariants } from "@heroui/styles";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

const COPIED_MS = 2_000;

type CopyButtonProps = {
  value: string;
  /** Shown beside the icon; without it the button is an icon named "Copy". */
  label?: string;
};

export function CopyButton({ value, label }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      // No permission, or a page served without https from another machine.
      setState("failed");
    }
  }

  const Icon = state === "copied" ? Check : Copy;
  const said = { idle: "", copied: "Copied", failed: "Copying is not allowed here: select the text instead" }[state];
  return (
    <button
      type="button"
      onClick={copy}
      title={said || "Copy"}
      aria-label={label ? undefined : "Copy"}
      className={buttonVariants({ variant: label ? "outline" : "ghost", size: "sm", isIconOnly: !label })}
    >
      <Icon aria-hidden="true" className={state === "copied" ? "text-success" : undefined} />
      {label}
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </button>
  );
}
