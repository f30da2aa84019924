import { type ButtonVariants, buttonVariants } from "@heroui/styles";
import type { ReactNode } from "react";

type ConnectLinkProps = {
  provider: string;
  /** For screen readers: there are several on the page. */
  label: string;
  variant?: ButtonVariants["variant"];
  children: ReactNode;
};

/** Leads to the provider's consent. A plain link: the router would fetch the address ahead, and each fetch begins a consent. */
export function ConnectLink({ provider, label, variant = "outline", children }: ConnectLinkProps) {
  return (
    <a href={`/api/oauth/${provider}/start`} aria-label={label} className={buttonVariants({ variant, size: "sm" })}>
      {children}
    </a>
  );
}
