"use client";

import { Button } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { PendingMark } from "@/components/ui/pending-mark";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import { probeNowAction } from "@/lib/deliveries/actions";

type ProbeNowProps = { destinationId: string; onPressed?: () => void };

/** Sends the oldest delivery that waits for an open circuit breaker now, to see whether the receiver is back. */
export function ProbeNow({ destinationId, onPressed }: ProbeNowProps) {
  const queries = useQueryClient();
  const { pending, run } = useCommand();

  function probe() {
    onPressed?.();
    let isWaiting = true;
    void run({
      work: async () => {
        const result = await probeNowAction(destinationId);
        if (result.ok) isWaiting = result.data.isWaiting;
        return result;
      },
      done: () =>
        isWaiting
          ? toast.success("A probe is on its way", "If it arrives, what waits goes out.")
          : toast.success("Nothing waits", "The next delivery is sent as a probe."),
      next: () => queries.invalidateQueries(),
    });
  }

  return (
    <Button size="sm" onPress={probe}>
      <PendingMark pending={pending} />
      Probe now
    </Button>
  );
}
