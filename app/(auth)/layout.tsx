import type { ReactNode } from "react";
import { Logo } from "@/components/frame/logo";
import { ThemeToggle } from "@/components/frame/theme-toggle";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between p-4">
        <span className="flex items-center gap-2.5 font-semibold">
          <Logo /> AtelyaOS Webhooks
        </span>
        <ThemeToggle />
      </header>
      <main className="mx-auto w-full max-w-sm px-4 pt-[8dvh] pb-16">{children}</main>
    </div>
  );
}
