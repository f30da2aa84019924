"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import {
  pauseSubscriptionAction,
  removeSubscriptionAction,
  resumeSubscriptionAction,
} from "@/lib/subscriptions/actions";

type Named = { id: string; name: string };

export const SUBSCRIPTIONS_KEY = "subscriptions";

/** What a row's menu and a subscription's header can do. `removedTo` is where a page goes that a deletion takes the ground from. */
export function useSubscriptionCommands({ removedTo }: { removedTo?: string } = {}) {
  const router = useRouter();
  const queries = useQueryClient();
  const { pending, run } = useCommand();

  async function refresh() {
    await queries.invalidateQueries({ queryKey: [SUBSCRIPTIONS_KEY] });
    router.refresh();
  }

  const resume = ({ id, name }: Named) =>
    run({
      work: () => resumeSubscriptionAction(id),
      done: () => toast.success(`${name} is active again`),
      next: refresh,
    });

  const pause = (subscription: Named) =>
    run({
      work: () => pauseSubscriptionAction(subscription.id),
      done: () => toast.undo(`${subscription.name} is paused`, () => void resume(subscription)),
      next: refresh,
    });

  async function remove({ id, name }: Named) {
    const removed = await run({
      work: () => removeSubscriptionAction(id),
      done: () => toast.success(`${name} was deleted`),
      next: () => queries.invalidateQueries({ queryKey: [SUBSCRIPTIONS_KEY] }),
    });
    if (removed && removedTo) router.push(removedTo);
    else router.refresh();
  }

  return { pending, pause, resume, remove };
}
