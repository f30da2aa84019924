"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { ClockTime } from "@/components/ui/clock-time";
import { CopyButton } from "@/components/ui/copy-button";
import { Status } from "@/components/ui/status";
import { toCurl } from "@/lib/deliveries/log/curl";
import { ERROR_WORDS, VERDICT_TONES } from "@/lib/deliveries/log/sentence";
import type { AttemptView } from "@/lib/deliveries/log/view";
import { spanInWords } from "@/lib/time";
import { AttemptMessage } from "./attempt-message";
import { keptNote } from "./kept-note";

/** One attempt: a line that unfolds into what was sent and what was answered. */
export function AttemptItem({ attempt, isOpenAtFirst }: { attempt: AttemptView; isOpenAtFirst: boolean }) {
  // Bodies are large: only what was opened is drawn.
  const [open, setOpen] = useState(isOpenAtFirst);
  return (
    <li>
      <details open={open} onToggle={(toggle) => setOpen(toggle.currentTarget.open)} className="group/attempt">
        <summary className="flex min-h-10 cursor-pointer list-none items-center gap-3 py-1.5 text-dense hover:bg-surface-secondary">
          <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-muted group-open/attempt:rotate-90" />
          <span className="w-16 shrink-0">
            <ClockTime at={attempt.startedAt} />
          </span>
          <Status tone={VERDICT_TONES[attempt.verdict] ?? "neutral"} label={`Attempt ${attempt.number}`} />
          <span className="truncate font-mono text-xs">{answerWord(attempt)}</span>
          <span className="ms-auto shrink-0 text-muted tabular-nums">{spanInWords(attempt.durationMs)}</span>
        </summary>
        {open && <AttemptBody attempt={attempt} />}
      </details>
    </li>
  );
}

function AttemptBody({ attempt }: { attempt: AttemptView }) {
  return (
    <div className="flex flex-col gap-4 pt-1 pb-5 sm:ps-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64 break-words text-muted">{attempt.explanation}</p>
        <CopyButton value={toCurl(attempt)} label="Copy as cURL" />
      </div>
      <AttemptMessage
        title="Response"
        attemptNumber={attempt.number}
        line={attempt.responseStatus === null ? "No response came" : `Status ${attempt.responseStatus}`}
        headers={attempt.responseHeaders}
        body={attempt.responseBody}
        note={keptNote(attempt.responseBody, attempt.responseBodyBytes)}
        isOpenAtFirst
      />
      <AttemptMessage
        title="Request"
        attemptNumber={attempt.number}
        line={`${attempt.method} ${attempt.url}`}
        headers={attempt.requestHeaders}
        body={attempt.requestBody}
        note={null}
      />
    </div>
  );
}

function answerWord({ responseStatus, errorClass }: AttemptView): string {
  if (responseStatus !== null && !errorClass) return String(responseStatus);
  return (errorClass && (ERROR_WORDS[errorClass] ?? errorClass)) || "no response";
}
