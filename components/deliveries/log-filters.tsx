"use client";

import { Button } from "@heroui/react";
import {
  DELIVERY_STATUSES,
  type DeliveryFilterParams,
  isFiltered,
  TIME_SPANS,
  type TimeSpan,
} from "@/lib/deliveries/log/filter-schema";
import type { LogStart } from "@/lib/deliveries/log/read-page";
import { STATUS_WORDS } from "@/lib/deliveries/log/sentence";
import { toDays, toSpan } from "./day-range";
import { DayRangeFields } from "./day-range-fields";
import { destinationGroups } from "./destination-groups";
import { FilterChoice } from "./filter-choice";
import { type FilterChange, NO_FILTERS } from "./use-log-filters";

type LogFiltersProps = {
  start: LogStart;
  filters: DeliveryFilterParams;
  onChange: (change: FilterChange) => void;
};

const DAYS = "days";
const NO_DAYS = { since: undefined, until: undefined };
const SPANS = Object.entries(TIME_SPANS) as [TimeSpan, { label: string }][];

/** Status, event type, destination and time: each a choice, the first of which is "all". */
export function LogFilters({ start, filters, onChange }: LogFiltersProps) {
  const days = filters.since || filters.until ? DAYS : undefined;
  return (
    <search aria-label="Filter deliveries" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <FilterChoice
        label="Status"
        all="Any status"
        value={filters.status}
        options={DELIVERY_STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status].label }))}
        onChange={(status) => onChange({ status: status as DeliveryFilterParams["status"] })}
      />
      <FilterChoice
        label="Event type"
        all="Any event"
        value={filters.event}
        options={withChosen(start.eventTypes, filters.event).map((type) => ({ value: type, label: type }))}
        onChange={(event) => onChange({ event })}
      />
      {!start.scope.destinationId && (
        <FilterChoice
          label="Destination"
          all="Any destination"
          value={filters.bridge}
          options={destinationGroups(start.destinations, filters.bridge)}
          onChange={(bridge) => onChange({ bridge })}
        />
      )}
      <FilterChoice
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

// A link may name what is no longer offered: it must show as chosen all the same.
function withChosen(names: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen && !names.includes(chosen) ? [...names, chosen] : names;
}
