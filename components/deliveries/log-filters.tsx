"use client";

import { Button } from "@heroui/react";
import { SelectInput } from "@/components/ui/select-input";
import {
  DELIVERY_STATUSES,
  type DeliveryFilterParams,
  isFiltered,
  TIME_SPANS,
  type TimeSpan,
} from "@/lib/deliveries/filter-schema";
import type { LogStart } from "@/lib/deliveries/read-page";
import { STATUS_WORDS } from "@/lib/deliveries/sentence";
import { toDays, toSpan } from "./day-range";
import { DayRangeFields } from "./day-range-fields";
import { type FilterChange, NO_FILTERS } from "./use-log-filters";

type LogFiltersProps = {
  start: LogStart;
  filters: DeliveryFilterParams;
  onChange: (change: FilterChange) => void;
};

const DAYS = "days";
const NO_DAYS = { since: undefined, until: undefined };
const SPANS = Object.entries(TIME_SPANS) as [TimeSpan, { label: string }][];

/** Status, event type, bridge and time: each a choice, the first of which is "all". */
export function LogFilters({ start, filters, onChange }: LogFiltersProps) {
  const days = filters.since || filters.until ? DAYS : undefined;
  return (
    <search aria-label="Filter deliveries" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Choice
        label="Status"
        all="Any status"
        value={filters.status}
        options={DELIVERY_STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status].label }))}
        onChange={(status) => onChange({ status: status as DeliveryFilterParams["status"] })}
      />
      <Choice
        label="Event type"
        all="Any event"
        value={filters.event}
        options={withChosen(start.eventTypes, filters.event).map((type) => ({ value: type, label: type }))}
        onChange={(event) => onChange({ event })}
      />
      {!start.scope.destinationId && (
        <Choice
          label="Bridge"
          all="Any bridge"
          value={filters.bridge}
          options={destinationOptions(start, filters.bridge)}
          onChange={(bridge) => onChange({ bridge })}
        />
      )}
      <Choice
        label="Time"
        all="Any time"
        value={filters.time ?? days}
        options={[...SPANS.map(([value, { label }]) => ({ value, label })), { value: DAYS, label: "Chosen days" }]}
        onChange={(time) => onChange(time === DAYS ? today() : { time: time as TimeSpan, ...NO_DAYS })}
      />
      {days && !filters.time && <DayRangeFields filters={filters} onChange={onChange} />}
      {isFiltered(filters) && (
        <Button variant="ghost" className="max-sm:col-span-2" onPress={() => onChange(NO_FILTERS)}>
          Clear filters
        </Button>
      )}
    </search>
  );
}

// Where choosing days begins: one sees at once what the fields do.
function today(): FilterChange {
  const { from } = toDays({ since: new Date().toISOString() });
  return { time: undefined, ...toSpan({ from, to: from }) };
}

type ChoiceProps = {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
};

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <div className="min-w-0 sm:w-38">
      <SelectInput
        label={label}
        labelHidden
        value={value ?? ""}
        onChange={(change) => onChange(change.target.value || undefined)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </SelectInput>
    </div>
  );
}

// A link may name what is no longer offered: it must show as chosen all the same.
function withChosen(names: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen && !names.includes(chosen) ? [...names, chosen] : names;
}

function destinationOptions({ destinations }: LogStart, chosen: string | undefined) {
  const options = destinations.map(({ id, name }) => ({ value: id, label: name }));
  if (!chosen || destinations.some(({ id }) => id === chosen)) return options;
  return [...options, { value: chosen, label: "A deleted bridge" }];
}
