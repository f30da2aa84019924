"use client";

import { useState } from "react";
import { Status } from "@/components/ui/status";
import { hasEnded, isUnderWay } from "@/lib/deliveries/log/sentence";
import type { DeliveryDetail } from "@/lib/deliveries/log/view";
import { spanInWords } from "@/lib/time";
import { AttemptItem } from "./attempt-item";
import { ClockTime } from "./clock-time";
import { useNow } from "./use-now";

/** The attempts in the order in which they were made, and the one that comes next. The latest is open. */
export function AttemptTimeline({ delivery, serverNow }: { delivery: DeliveryDetail; serverNow: string }) {
  const { attempts } = delivery;
  // Those that come while one reads stay folded: what is being read does not move. But for the first, which is waited for.
  const [openAtFirst] = useState(attempts.at(-1)?.number ?? 1);
  if (attempts.length === 0 && hasEnded(delivery.status)) return <p className="text-muted">No attempt was made.</p>;
  return (
    <ol className="divide-y divide-separator border-t border-separator">
      {attempts.map((attempt) => (
        <AttemptItem key={attempt.id} attempt={attempt} isOpenAtFirst={attempt.number === openAtFirst} />
      ))}
      {!hasEnded(delivery.status) && <NextAttempt delivery={delivery} serverNow={serverNow} />}
    </ol>
  );
}

function NextAttempt({ delivery, serverNow }: { delivery: DeliveryDetail; serverNow: string }) {
  const now = useNow(serverNow, true);
  const { dueAt } = delivery;
  const waitMs = dueAt ? Date.parse(dueAt) - now : 0;
  const word = isUnderWay(delivery, now)
    ? "under way"
    : dueAt === null
      ? "held"
      : waitMs < 1_000
        ? "due now"
        : `waiting, in ${spanInWords(waitMs)}`;
  return (
    <li className="flex min-h-10 items-center gap-3 ps-6 text-dense text-muted">
      <span className="w-16">{dueAt && <ClockTime at={dueAt} />}</span>
      <Status tone="neutral" label={`Attempt ${delivery.attemptCount + 1} ${word}`} />
    </li>
  );
}
