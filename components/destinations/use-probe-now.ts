"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import { probeNowAction } from "@/lib/deliveries/actions";

/** Has the next probe of a destination's open circuit breaker go now. The destination's page shows what came of it. */
export function useProbeNow() {
  const queries = useQueryClient();
  const { pending, run } = useCommand();

  function probe(destinationId: string): void {
    let isWaiting = true;
    void run({
      work: async () => {
        const result = await probeNowAction(destinationId);
        if (result.ok) isWaiting = result.data.isWaiting;
        return result;
      },
      done: () =>
        isWaiting
          ? toast.success("A probe is on its way", "If it arrives, the deliveries that wait are sent.")
          : toast.success("Nothing waits", "The next delivery is sent as a probe."),
      next: () => queries.invalidateQueries(),
    });
  }
  return { pending, probe };
}
