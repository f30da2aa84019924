"use client";

import { Button } from "@heroui/react";
import { PendingMark } from "@/components/ui/pending-mark";
import { useProbeNow } from "./use-probe-now";

type ProbeNowProps = { destinationId: string; onPressed?: () => void };

/** Sends the oldest delivery that waits for an open circuit breaker now, to see whether the receiver is back. */
export function ProbeNow({ destinationId, onPressed }: ProbeNowProps) {
  const { pending, probe } = useProbeNow();

  function press() {
    onPressed?.();
    probe(destinationId);
  }

  return (
    <Button size="sm" onPress={press}>
      <PendingMark pending={pending} />
      Probe now
    </Button>
  );
}
