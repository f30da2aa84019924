"use client";

import { Button } from "@heroui/react";
import { useState } from "react";
import { PLACES } from "@/components/deliveries/destination-place";
import { LinkButton } from "@/components/ui/link-button";
import type { SubscriptionSummary } from "@/lib/subscriptions/overview";
import { DeleteSubscriptionDialog } from "./delete-subscription-dialog";
import { useSubscriptionCommands } from "./use-subscription-commands";

/** What can be done with a subscription, in its page's header. */
export function SubscriptionActions({ subscription }: { subscription: SubscriptionSummary }) {
  const commands = useSubscriptionCommands({ removedTo: PLACES.subscription.href });
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <LinkButton href="#test" variant="outline">
        Test
      </LinkButton>
      {subscription.state === "active" && (
        <Button variant="outline" isDisabled={commands.pending} onPress={() => void commands.pause(subscription)}>
          Pause
        </Button>
      )}
      {subscription.state === "paused" && (
        <Button isDisabled={commands.pending} onPress={() => void commands.resume(subscription)}>
          Resume
        </Button>
      )}
      <Button variant="danger-soft" isDisabled={commands.pending} onPress={() => setDeleting(true)}>
        Delete
      </Button>
      <DeleteSubscriptionDialog
        subscription={subscription}
        isOpen={deleting}
        onOpenChange={setDeleting}
        onConfirm={() => commands.remove(subscription)}
      />
    </>
  );
}
