"use client";

import { useState } from "react";
import { TextInput } from "@/components/ui/text-input";
import type { FormatOption } from "@/lib/bridges/form-options";
import type { FieldError } from "@/lib/errors";
import { ConfigField } from "./config-field";
import { errorAt } from "./form-errors";
import { type BridgeFormValues, shownFields } from "./form-values";

type DestinationFieldsProps = {
  format: FormatOption;
  values: BridgeFormValues;
  onChange: <Name extends "name" | "url">(name: Name, value: BridgeFormValues[Name]) => void;
  onConfig: (name: string, value: unknown) => void;
  errors: readonly FieldError[];
  /** What the server says of the URL as it stands. */
  urlProblem: string | null;
  storedUrl: string;
  storedSecrets: readonly string[];
};

/** Where events go: a name for people, the URL, and what the format needs beyond it. */
export function DestinationFields(props: DestinationFieldsProps) {
  const { format, values, onChange, onConfig, errors, urlProblem, storedUrl, storedSecrets } = props;
  const [urlLeft, setUrlLeft] = useState(false);
  const urlError = errorAt(errors, "url") ?? (urlLeft ? (urlProblem ?? undefined) : undefined);
  return (
    <div className="flex flex-col gap-4">
      <TextInput
        name="name"
        label="Name"
        description="How your team will know it."
        placeholder="#deliverables"
        maxLength={80}
        autoComplete="off"
        value={values.name}
        error={errorAt(errors, "name")}
        onChange={(change) => onChange("name", change.target.value)}
      />
      <TextInput
        name="url"
        type="url"
        inputMode="url"
        label={format.url.label}
        description={storedUrl ? `Stored: ${storedUrl}. Leave empty to keep it. ${format.url.help}` : format.url.help}
        placeholder={storedUrl || format.url.placeholder}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-dense"
        value={values.url}
        error={urlError}
        onChange={(change) => onChange("url", change.target.value)}
        onBlur={() => setUrlLeft(true)}
      />
      {shownFields(format, values.config).map((field) => (
        <ConfigField
          key={`${format.id}.${field.name}`}
          field={field}
          value={values.config[field.name]}
          onChange={(value) => onConfig(field.name, value)}
          errors={errors}
          isStored={storedSecrets.includes(field.name)}
          templatePaths={format.templatePaths}
        />
      ))}
    </div>
  );
}
