"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Banner } from "@/components/ui/banner";

const POLL_MS = 30_000;

/** Says that deliveries wait while the server is not well. */
export function EngineBanner() {
  const { data: unwell } = useQuery({ queryKey: ["health"], queryFn: isUnwell, refetchInterval: POLL_MS });
  if (!unwell) return null;
  return (
    <div className="mb-4">
      <Banner tone="danger">
        Deliveries are held up: the server is not well. Events are kept, and will be sent when it is.{" "}
        <Link href="/settings/organization/system" className="text-link">
          See what is wrong
        </Link>
      </Banner>
    </div>
  );
}

async function isUnwell(): Promise<boolean> {
  const response = await fetch("/api/health", { cache: "no-store" });
  return response.status === 503;
}
