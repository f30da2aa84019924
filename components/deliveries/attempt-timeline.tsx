"use client";

import { useState } from "react";
import { ClockTime } from "@/components/ui/clock-time";
import { Status } from "@/components/ui/status";
import { useNow } from "@/components/ui/use-now";
import { nextAttemptWords } from "@/lib/deliveries/log/sentence";
import type { DeliveryDetail } from "@/lib/deliveries/log/view";
import { hasEnded, waitOf } from "@/lib/deliveries/log/wait";
import { AttemptItem } from "./attempt-item";

/** The attempts in the order in which they were made, and the one that comes next. The latest is open. */
export function AttemptTimeline({ delivery, serverNow }: { delivery: DeliveryDetail; serverNow: string }) {
  const { attempts } = delivery;
  // The first attempt opens by itself, since it is waited for. Later ones stay folded, so that what is being read does not move.
  const [openAtFirst] = useState(attempts.at(-1)?.number ?? 1);
  if (attempts.length === 0 && hasEnded(delivery.status)) return <p className="text-muted">No attempt was made.</p>;
  return (
    <ol className="divide-y divide-separator border-t border-separator">
      {attempts.map((attempt) => (
        <AttemptItem key={attempt.id} attempt={attempt} isOpenAtFirst={attempt.number === openAtFirst} />
      ))}
      {delivery.sparedCount > 0 && <Spared count={delivery.sparedCount} />}
      {!hasEnded(delivery.status) && <NextAttempt delivery={delivery} serverNow={serverNow} />}
    </ol>
  );
}

// So that nobody counts the attempts that are left by the numbers above.
function Spared({ count }: { count: number }) {
  return (
    <li className="py-2 ps-6 text-dense text-muted">
      {count === 1 ? "One of these attempts is" : `${count} of these attempts are`} not counted: the receiver asked us
      to wait, or was down and probed.
    </li>
  );
}

function NextAttempt({ delivery, serverNow }: { delivery: DeliveryDetail; serverNow: string }) {
  const now = useNow(serverNow, true);
  const wait = waitOf(delivery, now);
  const at = "at" in wait && wait.at > now ? new Date(wait.at).toISOString() : null;
  return (
    <li className="flex min-h-10 items-center gap-3 ps-6 text-dense text-muted">
      <span className="w-16">{at && <ClockTime at={at} />}</span>
      <Status tone="neutral" label={`Attempt ${delivery.attemptCount + 1} ${nextAttemptWords(wait, now)}`} />
    </li>
  );
}
