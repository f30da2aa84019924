"use client";

import { Button } from "@heroui/react";
import { ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { PendingMark } from "@/components/ui/pending-mark";
import { toast } from "@/components/ui/toast";
import { openPortalAction } from "@/lib/billing/actions";

/** Leads to Stripe's own portal: plan, cards, invoices, cancelling. */
export function PortalButton() {
  const [pending, setPending] = useState(false);

  async function open() {
    if (pending) return;
    setPending(true);
    try {
      const result = await openPortalAction();
      if (result.ok) return window.location.assign(result.data.url);
      toast.failure("Stripe's portal could not be opened.", result.message);
    } catch {
      toast.failure("The server did not answer.", "Try again in a moment.");
    }
    setPending(false);
  }

  return (
    <Button onPress={() => void open()}>
      <PendingMark pending={pending} />
      Open Stripe's portal <ArrowUpRight aria-hidden="true" />
    </Button>
  );
}
