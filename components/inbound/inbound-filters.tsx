"use client";

import { Button } from "@heroui/react";
import { FilterChoice } from "@/components/deliveries/filter-choice";
import { INBOUND_OUTCOMES, type InboundFilterParams, writeInboundFilters } from "@/lib/inbound/log/filter-schema";
import { INBOUND_PROVIDERS } from "@/lib/inbound/receiver/schema";
import { INBOUND_PROVIDER_LABELS, OUTCOME_WORDS } from "./outcome-words";
import { type InboundFilterChange, NO_INBOUND_FILTERS } from "./use-inbound-filters";

type InboundFiltersProps = { filters: InboundFilterParams; onChange: (change: InboundFilterChange) => void };

/** Provider and outcome: each a choice, the first of which is "all". */
export function InboundFilters({ filters, onChange }: InboundFiltersProps) {
  return (
    <search aria-label="Filter what came in" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <FilterChoice
        label="Provider"
        all="Any provider"
        value={filters.provider}
        options={INBOUND_PROVIDERS.map((value) => ({ value, label: INBOUND_PROVIDER_LABELS[value] }))}
        onChange={(provider) => onChange({ provider: provider as InboundFilterParams["provider"] })}
      />
      <FilterChoice
        label="Outcome"
        all="Any outcome"
        value={filters.outcome}
        options={INBOUND_OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value].label }))}
        onChange={(outcome) => onChange({ outcome: outcome as InboundFilterParams["outcome"] })}
      />
      {writeInboundFilters(filters).size > 0 && (
        <Button variant="ghost" className="max-sm:col-span-2" onPress={() => onChange(NO_INBOUND_FILTERS)}>
          Clear filters
        </Button>
      )}
    </search>
  );
}
