import { type ButtonVariants, buttonVariants } from "@heroui/styles";
import Link from "next/link";
import type { ReactNode } from "react";

type LinkButtonProps = {
  href: string;
  children: ReactNode;
  variant?: ButtonVariants["variant"];
  size?: ButtonVariants["size"];
  /** A word for screen readers where the text alone does not say where it leads. */
  label?: string;
};

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ href, children, variant = "primary", size, label }: LinkButtonProps) {
  return (
    <Link href={href} aria-label={label} className={buttonVariants({ variant, size })}>
      {children}
    </Link>
  );
}
