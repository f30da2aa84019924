"use client";

import { Button, Dropdown } from "@heroui/react";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { destinationPath } from "@/components/deliveries/destination-place";
import { useProbeNow } from "@/components/destinations/use-probe-now";
import type { SubscriptionSummary } from "@/lib/subscriptions/overview";
import { DeleteSubscriptionDialog } from "./delete-subscription-dialog";
import { useSubscriptionCommands } from "./use-subscription-commands";

const TOGGLE_LABELS = { active: "Pause", paused: "Resume", disabled: "Enable" } as const;

export function SubscriptionRowMenu({ subscription }: { subscription: SubscriptionSummary }) {
  const commands = useSubscriptionCommands();
  const { pending: probing, probe } = useProbeNow();
  const [deleting, setDeleting] = useState(false);
  const { id, name, state, flow } = subscription;

  function act(key: string) {
    if (key === "toggle") void (state === "active" ? commands.pause(subscription) : commands.resume(subscription));
    if (key === "probe") probe(id);
    if (key === "delete") setDeleting(true);
  }

  const place = destinationPath(id);
  return (
    <>
      <Dropdown>
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          aria-label={`Actions for ${name}`}
          isDisabled={commands.pending || probing}
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </Button>
        <Dropdown.Popover placement="bottom end">
          <Dropdown.Menu onAction={(key) => act(String(key))}>
            <Dropdown.Item id="open" textValue="Open" href={place}>
              Open
            </Dropdown.Item>
            <Dropdown.Item id="test" textValue="Test" href={`${place}#test`}>
              Test
            </Dropdown.Item>
            {state === "active" && flow.breaker && (
              <Dropdown.Item id="probe" textValue="Probe now">
                Probe now
              </Dropdown.Item>
            )}
            <Dropdown.Item id="toggle" textValue={TOGGLE_LABELS[state]}>
              {TOGGLE_LABELS[state]}
            </Dropdown.Item>
            <Dropdown.Item id="delete" textValue="Delete" variant="danger">
              Delete
            </Dropdown.Item>
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <DeleteSubscriptionDialog
        subscription={subscription}
        isOpen={deleting}
        onOpenChange={setDeleting}
        onConfirm={() => commands.remove(subscription)}
      />
    </>
  );
}
