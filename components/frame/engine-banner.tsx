"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Banner } from "@/components/ui/banner";

const POLL_MS = 30_000;

/** Says that deliveries wait while the engine is stopped. */
export function EngineBanner() {
  const { data: stopped } = useQuery({ queryKey: ["health"], queryFn: engineStopped, refetchInterval: POLL_MS });
  if (!stopped) return null;
  return (
    <div className="mb-4">
      <Banner tone="danger">
        The engine is stopped. Events are kept and will be sent when it runs again.{" "}
        <Link href="/settings/organization/system" className="text-link">
          See what is wrong
        </Link>
      </Banner>
    </div>
  );
}

async function engineStopped(): Promise<boolean> {
  const response = await fetch("/api/health", { cache: "no-store" });
  return response.status === 503;
}
