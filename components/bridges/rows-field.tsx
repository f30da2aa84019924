"use client";

import { Button } from "@heroui/react";
import { inputVariants } from "@heroui/styles";
import { Plus, X } from "lucide-react";
import { useId } from "react";
import type { FieldError } from "@/lib/errors";
import { errorAt } from "./form-errors";

type Row = Record<string, string>;
type Column = {
  key: string;
  label: string;
  placeholder: string;
  options?: readonly { value: string; label: string }[];
};

type RowsFieldProps = {
  /** The field's path, which the errors of its rows begin with. */
  path: string;
  label: string;
  description?: string | undefined;
  columns: readonly [Column, Column];
  addLabel: string;
  value: readonly Row[];
  onChange: (rows: Row[]) => void;
  errors: readonly FieldError[];
};

/** Rows of two texts each: a mapping, or headers. */
export function RowsField({ path, label, description, columns, addLabel, value, onChange, errors }: RowsFieldProps) {
  const listId = useId();
  const blank = Object.fromEntries(columns.map((column) => [column.key, ""]));
  const own = errorAt(errors, path, false);

  function change(index: number, key: string, text: string) {
    onChange(value.map((row, at) => (at === index ? { ...row, [key]: text } : row)));
  }

  return (
    <fieldset id={path} tabIndex={-1} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {description && <p className="text-xs text-muted">{description}</p>}
      {value.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index}>
          <div className="flex items-center gap-2">
            {columns.map((column) => (
              <input
                key={column.key}
                name={`${path}[${index}].${column.key}`}
                aria-label={`${column.label}, row ${index + 1}`}
                aria-invalid={Boolean(errorAt(errors, `${path}[${index}].${column.key}`))}
                data-invalid={Boolean(errorAt(errors, `${path}[${index}].${column.key}`))}
                placeholder={column.placeholder}
                list={column.options ? listId : undefined}
                value={row[column.key] ?? ""}
                onChange={(event) => change(index, column.key, event.target.value)}
                className={`${inputVariants({ fullWidth: true })} min-w-0 flex-1 font-mono text-dense`}
              />
            ))}
            <Button
              isIconOnly
              size="sm"
              variant="ghost"
              aria-label={`Remove row ${index + 1} of ${label}`}
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              <X aria-hidden="true" className="size-4" />
            </Button>
          </div>
          {errorAt(errors, `${path}[${index}]`) && (
            <p className="mt-1 text-xs text-danger">{errorAt(errors, `${path}[${index}]`)}</p>
          )}
        </div>
      ))}
      {own && <p className="text-xs text-danger">{own}</p>}
      <Button variant="outline" size="sm" className="self-start" onPress={() => onChange([...value, blank])}>
        <Plus aria-hidden="true" className="size-4" /> {addLabel}
      </Button>
      <Suggestions id={listId} columns={columns} />
    </fieldset>
  );
}

function Suggestions({ id, columns }: { id: string; columns: readonly Column[] }) {
  const options = columns.flatMap((column) => column.options ?? []);
  if (options.length === 0) return null;
  return (
    <datalist id={id}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </datalist>
  );
}
