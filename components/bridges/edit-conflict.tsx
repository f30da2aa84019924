"use client";

import { Button } from "@heroui/react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { LoadError } from "@/components/ui/load-error";
import { getBridgeAction } from "@/lib/bridges/actions";
import type { FormatOption } from "@/lib/bridges/form-options";
import type { BridgeDetail } from "@/lib/bridges/view";
import { compareValues } from "./compare-values";
import { type BridgeFormValues, storedBridgeValues } from "./form-values";

type EditConflictProps = {
  message: string;
  bridgeId: string;
  mine: BridgeFormValues;
  format: FormatOption;
  /** The next save goes over what is stored now. */
  onKeepMine: (theirs: BridgeDetail) => void;
  onTakeTheirs: (theirs: BridgeDetail) => void;
  onSettled: () => void;
};

/** Two people edited: who saved first, where the two differ, and the choice between them. */
export function EditConflict({
  message,
  bridgeId,
  mine,
  format,
  onKeepMine,
  onTakeTheirs,
  onSettled,
}: EditConflictProps) {
  const box = useRef<HTMLDivElement>(null);
  const stored = useQuery({
    queryKey: ["bridge-conflict", bridgeId, message],
    queryFn: async () => {
      const result = await getBridgeAction(bridgeId);
      if (!result.ok) throw new Error(result.message);
      return result.data;
    },
  });
  useEffect(() => box.current?.focus(), []);

  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-lg bg-warning-soft px-4 py-3 outline-none">
      <p className="font-medium">{message}</p>
      {stored.isError && <LoadError onRetry={() => void stored.refetch()} />}
      {stored.data && (
        <>
          <Differences mine={mine} theirs={storedBridgeValues(stored.data, format)} format={format} />
          <div className="mt-3 flex flex-wrap gap-2">
            <Button
              size="sm"
              variant="outline"
              className="bg-surface"
              onPress={() => {
                onKeepMine(stored.data);
                onSettled();
              }}
            >
              Keep mine, to save over it
            </Button>
            <Button size="sm" variant="outline" className="bg-surface" onPress={() => onTakeTheirs(stored.data)}>
              Take what is stored
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Differences(props: { mine: BridgeFormValues; theirs: BridgeFormValues; format: FormatOption }) {
  const rows = compareValues(props.mine, props.theirs, props.format);
  if (rows.length === 0)
    return <p className="mt-1 text-dense">What is stored now is the same as yours, but for secrets.</p>;
  return (
    <dl className="mt-2 flex flex-col gap-2 text-dense">
      {rows.map((row) => (
        <div key={row.label}>
          <dt className="font-medium">{row.label}</dt>
          <dd className="break-words">
            Stored: <span className="font-mono text-xs">{row.theirs || "empty"}</span>
          </dd>
          <dd className="break-words">
            Yours: <span className="font-mono text-xs">{row.mine || "empty"}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
