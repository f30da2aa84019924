"use client";

import { SelectInput } from "@/components/ui/select-input";

export type FilterOption = { value: string; label: string };
export type FilterGroup = { label: string; options: readonly FilterOption[] };

type FilterChoiceProps = {
  label: string;
  /** The choice that narrows nothing. */
  all: string;
  value: string | undefined;
  options: readonly (FilterOption | FilterGroup)[];
  onChange: (value: string | undefined) => void;
};

/** One thing that the log can be narrowed by. */
export function FilterChoice({ label, all, value, options, onChange }: FilterChoiceProps) {
  return (
    <div className="min-w-0 sm:w-38">
      <SelectInput
        label={label}
        labelHidden
        value={value ?? ""}
        onChange={(change) => onChange(change.target.value || undefined)}
      >
        <option value="">{all}</option>
        {options.map((option) =>
          "options" in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map(asOption)}
            </optgroup>
          ) : (
            asOption(option)
          ),
        )}
      </SelectInput>
    </div>
  );
}

function asOption({ value, label }: FilterOption) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
