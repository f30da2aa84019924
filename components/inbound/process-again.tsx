"use client";

import { Button } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { PendingMark } from "@/components/ui/pending-mark";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import { processAgainAction } from "@/lib/inbound/actions";
import { hasInboundEnded, type InboundOutcome } from "@/lib/inbound/log/filter-schema";
import { INBOUND_KEY } from "./use-inbound";
import { INBOUND_LIST_KEY } from "./use-inbound-list";

type ProcessAgainProps = { inboundId: string; outcome: InboundOutcome };

/** Hands it to its handler once more. Only once it has ended: before that it comes by itself. */
export function ProcessAgain({ inboundId, outcome }: ProcessAgainProps) {
  const client = useQueryClient();
  const { pending, run } = useCommand();
  if (!hasInboundEnded(outcome)) return null;

  function again() {
    void run({
      work: () => processAgainAction(inboundId),
      done: () => toast.success("It is being handled again", "What was done before is not done twice."),
      next: async () => {
        await client.invalidateQueries({ queryKey: [INBOUND_KEY, inboundId] });
        void client.invalidateQueries({ queryKey: [INBOUND_LIST_KEY] });
      },
    });
  }

  return (
    <div className="flex flex-col items-start gap-1 sm:items-end">
      <Button variant="outline" onPress={again}>
        <PendingMark pending={pending} />
        <RotateCw aria-hidden="true" className="size-4" /> Process again
      </Button>
      <span className="text-xs text-muted">Nothing is done or published twice.</span>
    </div>
  );
}
