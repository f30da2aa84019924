"use client";

import { Button } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { SelectInput } from "@/components/ui/select-input";
import type { ActionResult } from "@/lib/actions/result";
import { sendTestAction } from "@/lib/deliveries/actions";
import type { TestResult } from "@/lib/deliveries/test-send";
import { TestOutcome } from "./test-outcome";

type TestSendProps = { destinationId: string; eventTypes: readonly string[] };

/** Sends an example event now and shows what came back, in place. */
export function TestSend({ destinationId, eventTypes }: TestSendProps) {
  const queries = useQueryClient();
  const [eventType, setEventType] = useState(eventTypes[0] ?? "webhook.test");
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<ActionResult<TestResult>>();

  async function send() {
    setPending(true);
    const answer = await sendTestAction(destinationId, eventType).catch(() => undefined);
    setResult(answer ?? { ok: false, code: "internal", message: "The server did not answer. Try again.", errors: [] });
    setPending(false);
    await queries.invalidateQueries();
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-56">
          <SelectInput label="Example event" value={eventType} onChange={(change) => setEventType(change.target.value)}>
            {eventTypes.map((type) => (
              <option key={type} value={type}>
                {type}
              </option>
            ))}
          </SelectInput>
        </div>
        <Button variant="secondary" isPending={pending} onPress={send}>
          Send test event
        </Button>
      </div>
      <div aria-live="polite">
        {result && !result.ok && <Banner tone="danger">{result.message}</Banner>}
        {result?.ok && <TestOutcome result={result.data} />}
      </div>
    </div>
  );
}
