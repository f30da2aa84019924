"use client";

import { Button, Dropdown } from "@heroui/react";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useProbeNow } from "@/components/destinations/use-probe-now";
import type { BridgeSummary } from "@/lib/bridges/view";
import { DeleteBridgeDialog } from "./delete-bridge-dialog";
import { useBridgeCommands } from "./use-bridge-commands";

export function BridgeRowMenu({ bridge }: { bridge: BridgeSummary }) {
  const commands = useBridgeCommands();
  const { pending: probing, probe } = useProbeNow();
  const [deleting, setDeleting] = useState(false);

  function act(key: string) {
    if (key === "pause") void commands.pause(bridge);
    if (key === "resume") void commands.resume(bridge);
    if (key === "enable") void commands.enable(bridge);
    if (key === "probe") probe(bridge.id);
    if (key === "delete") setDeleting(true);
  }

  const place = `/settings/integrations/webhooks/${bridge.id}`;
  return (
    <>
      <Dropdown>
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          aria-label={`Actions for ${bridge.name}`}
          isPending={commands.pending || probing}
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </Button>
        <Dropdown.Popover placement="bottom end">
          <Dropdown.Menu onAction={(key) => act(String(key))}>
            <Dropdown.Item id="open" textValue="Open" href={place}>
              Open
            </Dropdown.Item>
            <Dropdown.Item id="edit" textValue="Edit" href={`${place}/edit`}>
              Edit
            </Dropdown.Item>
            {bridge.state === "active" && bridge.flow.breaker && (
              <Dropdown.Item id="probe" textValue="Probe now">
                Probe now
              </Dropdown.Item>
            )}
            <ToggleItem state={bridge.state} />
            <Dropdown.Item id="delete" textValue="Delete" variant="danger">
              Delete
            </Dropdown.Item>
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <DeleteBridgeDialog
        name={bridge.name}
        isOpen={deleting}
        onOpenChange={setDeleting}
        onConfirm={async () => {
          await commands.remove(bridge);
        }}
      />
    </>
  );
}

const TOGGLES = {
  active: { id: "pause", label: "Pause" },
  paused: { id: "resume", label: "Resume" },
  disabled: { id: "enable", label: "Enable" },
} as const;

function ToggleItem({ state }: { state: BridgeSummary["state"] }) {
  const { id, label } = TOGGLES[state];
  return (
    <Dropdown.Item id={id} textValue={label}>
      {label}
    </Dropdown.Item>
  );
}
