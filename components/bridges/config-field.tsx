"use client";

import { CheckInput } from "@/components/ui/check-input";
import { SelectInput } from "@/components/ui/select-input";
import { TextInput } from "@/components/ui/text-input";
import type { FieldError } from "@/lib/errors";
import type { FieldDescription } from "@/lib/formats/fields";
import { errorAt } from "./form-errors";
import { RowsField } from "./rows-field";
import { TagsField } from "./tags-field";
import { TemplateField } from "./template-field";
import { TextArea } from "./text-area";

type ConfigFieldProps = {
  field: FieldDescription;
  value: unknown;
  onChange: (value: unknown) => void;
  errors: readonly FieldError[];
  /** A secret is stored: leaving the field empty keeps it. */
  isStored: boolean;
  templatePaths: readonly string[];
};

type Rows = Record<string, string>[];

/** One field of a format's configuration, drawn by what its description asks for. */
export function ConfigField({ field, value, onChange, errors, isStored, templatePaths }: ConfigFieldProps) {
  const { meta } = field;
  const path = `config.${field.name}`;
  const label = mayStayEmpty(field) ? `${meta.label} (optional)` : meta.label;
  const shared = { path, label: meta.label, description: meta.help, onChange };
  const error = errorAt(errors, path);
  const text = typeof value === "string" ? value : "";
  const plain = { id: path, name: path, value: text, error, description: meta.help };

  switch (meta.control ?? "text") {
    case "template":
      return <TemplateField {...shared} value={text} error={error} paths={templatePaths} />;
    case "mapping":
      return (
        <RowsField
          {...shared}
          columns={mappingColumns(meta.options)}
          addLabel="Add field"
          value={value as Rows}
          errors={errors}
        />
      );
    case "headers":
      return (
        <RowsField {...shared} columns={HEADER_COLUMNS} addLabel="Add header" value={value as Rows} errors={errors} />
      );
    case "tags":
      return (
        <TagsField {...shared} label={label} placeholder={meta.placeholder} value={value as string[]} error={error} />
      );
    case "checkbox":
      return (
        <CheckInput
          label={label}
          description={meta.help}
          name={path}
          checked={value === true}
          onChange={(change) => onChange(change.target.checked)}
        />
      );
    case "select":
      return (
        <SelectInput {...plain} label={label} onChange={(change) => onChange(change.target.value)}>
          {meta.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </SelectInput>
      );
    case "textarea":
      return (
        <TextArea
          {...plain}
          label={label}
          placeholder={meta.placeholder}
          onChange={(change) => onChange(change.target.value)}
        />
      );
    case "text":
      return (
        <TextInput
          {...plain}
          label={label}
          type={meta.secret ? "password" : "text"}
          autoComplete={meta.secret ? "new-password" : "off"}
          spellCheck={false}
          placeholder={isStored ? "Stored. Leave empty to keep it." : meta.placeholder}
          onChange={(change) => onChange(change.target.value)}
        />
      );
  }
}

function mayStayEmpty(field: FieldDescription): boolean {
  return !field.required && field.type !== "choice" && field.type !== "flag" && !field.default;
}

const HEADER_COLUMNS = [
  { key: "name", label: "Header name", placeholder: "X-Team" },
  { key: "value", label: "Header value", placeholder: "operations" },
] as const;

function mappingColumns(options: FieldDescription["meta"]["options"]) {
  return [
    { key: "field", label: "Field", placeholder: "Subject" },
    { key: "source", label: "Value", placeholder: "data.workroom.name", ...(options ? { options } : {}) },
  ] as const;
}
