"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { BridgePreview } from "@/lib/bridges/preview-bridge";
import type { PreviewInput } from "@/lib/bridges/schema";

const SETTLE_MS = 250;

/** The request that the form as it stands would send, drawn by the server's own code a moment after the last key. `initial` is the one of the form as it was opened. */
export function usePreview(form: PreviewInput, initial: BridgePreview) {
  const [first] = useState(() => JSON.stringify(form));
  const body = useSettled(JSON.stringify(form));
  const query = useQuery<BridgePreview>({
    queryKey: ["bridge-preview", body],
    queryFn: ({ signal }) => fetchPreview(body, signal),
    initialData: body === first ? initial : undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // It holds what was typed, secrets among it.
    gcTime: 0,
  });
  return { ...query, isSettled: body === JSON.stringify(form) && !query.isPlaceholderData };
}

async function fetchPreview(body: string, signal: AbortSignal): Promise<BridgePreview> {
  const response = await fetch("/api/ui/bridges/preview", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal,
  });
  if (!response.ok) throw new Error(`The preview answered ${response.status}.`);
  return (await response.json()) as BridgePreview;
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
