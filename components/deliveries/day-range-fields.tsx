"use client";

import { inputVariants } from "@heroui/styles";
import { useSyncExternalStore } from "react";
import type { DeliveryFilterParams } from "@/lib/deliveries/log/filter-schema";
import { type DayRange, toDays, toSpan } from "./day-range";
import type { FilterChange } from "./use-log-filters";

type DayRangeFieldsProps = { filters: DeliveryFilterParams; onChange: (change: FilterChange) => void };

/** The first and the last day of what the log shows. */
export function DayRangeFields({ filters, onChange }: DayRangeFieldsProps) {
  // The server does not know the reader's zone, so it leaves the fields empty.
  const isHere = useSyncExternalStore(noChanges, onClient, onServer);
  const days = isHere ? toDays(filters) : { from: "", to: "" };
  const field = (end: keyof DayRange, label: string) => (
    <input
      type="date"
      aria-label={label}
      value={days[end]}
      min={end === "to" ? days.from : undefined}
      max={end === "from" ? days.to : undefined}
      onChange={(change) => onChange(toSpan({ ...days, [end]: change.target.value }))}
      className={`${inputVariants()} w-full sm:w-34`}
    />
  );
  return (
    <>
      {field("from", "First day")}
      {field("to", "Last day")}
    </>
  );
}

const noChanges = () => () => {};
const onClient = () => true;
const onServer = () => false;
