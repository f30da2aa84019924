"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { type Command, useCommand } from "@/components/ui/use-command";
import {
  enableBridgeAction,
  pauseBridgeAction,
  removeBridgeAction,
  restoreBridgeAction,
  resumeBridgeAction,
} from "@/lib/bridges/actions";

type Named = { id: string; name: string };

export const BRIDGES_KEY = "bridges";

/**
 * What a row's menu and a bridge's header can do: each says what it did, and what can be undone can be undone for 8
 * seconds. `removedTo` is where a page goes that a deletion takes the ground from.
 */
export function useBridgeCommands({ removedTo }: { removedTo?: string } = {}) {
  const router = useRouter();
  const queries = useQueryClient();
  const command = useCommand();

  async function refresh() {
    await queries.invalidateQueries({ queryKey: [BRIDGES_KEY] });
    router.refresh();
  }

  const run = (work: Command["work"], done: Command["done"], next = refresh) => command.run({ work, done, next });

  async function leave() {
    if (!removedTo) return refresh();
    await queries.invalidateQueries({ queryKey: [BRIDGES_KEY] });
    router.push(removedTo);
  }

  const resume = (bridge: Named) =>
    run(
      () => resumeBridgeAction(bridge.id),
      () => toast.success(`${bridge.name} is active again`),
    );

  return {
    pending: command.pending,
    resume,
    pause: (bridge: Named) =>
      run(
        () => pauseBridgeAction(bridge.id),
        () => toast.undo(`${bridge.name} is paused`, () => void resume(bridge)),
      ),
    enable: (bridge: Named) =>
      run(
        () => enableBridgeAction(bridge.id),
        () => toast.success(`${bridge.name} is active again`),
      ),
    remove: (bridge: Named) =>
      run(
        () => removeBridgeAction(bridge.id),
        () =>
          toast.undo(`${bridge.name} was deleted`, () => {
            void run(
              () => restoreBridgeAction(bridge.id),
              () => toast.success(`${bridge.name} is back`, "Deliveries that were waiting stay cancelled."),
            );
          }),
        leave,
      ),
  };
}

export type BridgeCommands = ReturnType<typeof useBridgeCommands>;
