"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CheckInput } from "@/components/ui/check-input";
import type { EventFamilyOption } from "@/lib/bridges/form-options";

type EventFamilyProps = {
  family: EventFamilyOption;
  value: readonly string[];
  onChange: (types: readonly string[], chosen: boolean) => void;
};

/** One family of events, folded until it is looked into or has a chosen one. */
export function EventFamily({ family, value, onChange }: EventFamilyProps) {
  const types = family.events.map((event) => event.type);
  const chosen = types.filter((type) => value.includes(type));
  const [open, setOpen] = useState(chosen.length > 0);
  const whole = chosen.length === types.length;
  return (
    <details open={open} onToggle={(toggle) => setOpen(toggle.currentTarget.open)} className="group px-3">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 py-1.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted group-open:rotate-90" />
        <span className="font-medium">{family.title}</span>
        <span className="min-w-0 flex-1 truncate text-xs text-muted">{family.description}</span>
        <span className="shrink-0 text-xs text-muted tabular-nums">
          {chosen.length > 0 ? `${chosen.length} of ${types.length}` : types.length}
        </span>
      </summary>
      <div className="flex flex-col gap-3 ps-6 pt-1 pb-4">
        {types.length > 1 && (
          <button type="button" onClick={() => onChange(types, !whole)} className="text-link self-start text-xs">
            {whole ? `Choose none of ${family.title}` : `Choose all of ${family.title}`}
          </button>
        )}
        {family.events.map((event) => (
          <CheckInput
            key={event.type}
            name={event.type}
            label={<span className="font-mono text-dense font-normal">{event.type}</span>}
            description={event.description}
            checked={value.includes(event.type)}
            onChange={(change) => onChange([event.type], change.target.checked)}
          />
        ))}
      </div>
    </details>
  );
}
