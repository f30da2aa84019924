"use client";

import { Button } from "@heroui/react";
import { type FormEvent, useState } from "react";
import { PendingMark } from "@/components/ui/pending-mark";
import { SelectInput } from "@/components/ui/select-input";
import { TextInput } from "@/components/ui/text-input";
import type { ActionResult } from "@/lib/actions/result";
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/time";

/** How to rotate: how long the old secret signs on, and the caller's own new secret, if any. */
export type Rotation = { overlapSeconds: number; secret?: string };

const OVERLAPS = [
  { label: "None: the old secret stops at once", ms: 0 },
  { label: "1 hour", ms: HOUR_MS },
  { label: "24 hours", ms: DAY_MS },
  { label: "3 days", ms: 3 * DAY_MS },
  { label: "7 days", ms: 7 * DAY_MS },
];

type RotateFieldsProps<T> = {
  overlapLabel: string;
  rotate: (rotation: Rotation) => Promise<ActionResult<T>>;
  onRotated: (answer: T) => void;
  onCancel: () => void;
};

export function RotateFields<T>({ overlapLabel, rotate, onRotated, onCancel }: RotateFieldsProps<T>) {
  const [overlapMs, setOverlapMs] = useState(DAY_MS);
  const [own, setOwn] = useState("");
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const secret = own.trim();
    const rotation = { overlapSeconds: overlapMs / SECOND_MS, ...(secret ? { secret } : {}) };
    const result = await rotate(rotation).catch(() => undefined);
    setPending(false);
    if (result?.ok) return onRotated(result.data);
    const field = result?.errors.find(({ path }) => path === "secret");
    setError(field?.message ?? result?.message ?? "The server did not answer. Try again in a moment.");
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <SelectInput
        label={overlapLabel}
        value={overlapMs}
        onChange={(change) => setOverlapMs(Number(change.target.value))}
      >
        {OVERLAPS.map((overlap) => (
          <option key={overlap.ms} value={overlap.ms}>
            {overlap.label}
          </option>
        ))}
      </SelectInput>
      <TextInput
        label="New secret (optional)"
        description="Leave empty to have one made. Your own: whsec_ and the base64 of 24 to 64 bytes."
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-dense"
        value={own}
        error={error}
        onChange={(change) => setOwn(change.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button variant="outline" isDisabled={pending} onPress={onCancel}>
          Cancel
        </Button>
        <Button type="submit">
          <PendingMark pending={pending} />
          Rotate secret
        </Button>
      </div>
    </form>
  );
}
