"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ProbeNow } from "@/components/destinations/probe-now";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useNow } from "@/components/ui/use-now";
import type { ActionResult } from "@/lib/actions/result";
import { cancelDeliveryAction, resendDeliveryAction, retryNowAction } from "@/lib/deliveries/actions";
import { allowedFor, mayProbe } from "@/lib/deliveries/log/allowed";
import type { DeliveryDetail } from "@/lib/deliveries/log/view";
import { hasEnded } from "@/lib/deliveries/log/wait";
import { ReasonButton } from "./reason-button";
import { DELIVERY_KEY } from "./use-delivery";
import { LOG_KEY } from "./use-log";

type DeliveryActionsProps = {
  delivery: DeliveryDetail;
  serverNow: string;
  mayChange: boolean;
  /** Shows the delivery that a resend made. */
  onResent: (deliveryId: string) => void;
};

type Verb = "retryNow" | "resend" | "cancel";

/** Retry now (or Probe now, while the receiver is down), Resend and Cancel: the last two ask first where something still pending would end. */
export function DeliveryActions({ delivery, serverNow, mayChange, onResent }: DeliveryActionsProps) {
  const now = useNow(serverNow, !hasEnded(delivery.status));
  const allowed = allowedFor(delivery, mayChange, now);
  const { running, run } = useRun(delivery.id);
  const [asking, setAsking] = useState<Verb | null>(null);
  const ended = hasEnded(delivery.status);

  const resend = () =>
    run("resend", async () => {
      const result = await resendDeliveryAction(delivery.id);
      if (result.ok) onResent(result.data.id);
      return result;
    });

  return (
    <div className="flex flex-wrap gap-2">
      {mayProbe(delivery, mayChange) ? (
        <ProbeNow destinationId={delivery.destination.id} />
      ) : (
        <ReasonButton
          variant={ended ? "outline" : "primary"}
          reason={allowed.retryNow}
          isPending={running === "retryNow"}
          onPress={() => run("retryNow", () => retryNowAction(delivery.id))}
        >
          Retry now
        </ReasonButton>
      )}
      <ReasonButton
        variant={delivery.status === "failed" ? "primary" : "outline"}
        reason={allowed.resend}
        isPending={running === "resend"}
        onPress={() => (ended ? resend() : setAsking("resend"))}
      >
        Resend
      </ReasonButton>
      <ReasonButton reason={allowed.cancel} isPending={running === "cancel"} onPress={() => setAsking("cancel")}>
        Cancel
      </ReasonButton>
      <ConfirmDialog
        title="Resend this delivery?"
        confirmLabel="Resend"
        tone="default"
        isOpen={asking === "resend"}
        onOpenChange={(open) => setAsking(open ? "resend" : null)}
        onConfirm={resend}
      >
        A new delivery of the same event begins at once. What is still pending of this one is cancelled.
      </ConfirmDialog>
      <ConfirmDialog
        title={`Cancel this delivery to ${delivery.destination.name}?`}
        confirmLabel="Cancel delivery"
        dismissLabel="Keep it"
        isOpen={asking === "cancel"}
        onOpenChange={(open) => setAsking(open ? "cancel" : null)}
        onConfirm={() => run("cancel", () => cancelDeliveryAction(delivery.id))}
      >
        No further attempt is made, so the event does not reach this destination. It can be resent later.
      </ConfirmDialog>
    </div>
  );
}

const DONE: Record<Verb, string> = {
  retryNow: "The next attempt is on its way",
  resend: "Sent again as a new delivery",
  cancel: "Delivery cancelled",
};

// One at a time; afterwards the sheet and the list behind it show what became of it at once.
function useRun(deliveryId: string) {
  const client = useQueryClient();
  const [running, setRunning] = useState<Verb | null>(null);

  async function run(verb: Verb, action: () => Promise<ActionResult<unknown>>): Promise<void> {
    setRunning(verb);
    try {
      const result = await action();
      if (result.ok) toast.success(DONE[verb]);
      else toast.failure(result.message);
    } catch {
      toast.failure("The server did not answer. Nothing may have been changed: look again before you repeat it.");
    } finally {
      setRunning(null);
      void client.invalidateQueries({ queryKey: [DELIVERY_KEY, deliveryId] });
      void client.invalidateQueries({ queryKey: [LOG_KEY] });
    }
  }
  return { running, run };
}
