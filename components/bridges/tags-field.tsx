"use client";

import { useState } from "react";
import { TextInput } from "@/components/ui/text-input";

type TagsFieldProps = {
  path: string;
  label: string;
  description?: string | undefined;
  placeholder?: string | undefined;
  value: readonly string[];
  onChange: (tags: string[]) => void;
  error: string | undefined;
};

/** A list of short texts, typed with commas between them. */
export function TagsField({ path, label, description, placeholder, value, onChange, error }: TagsFieldProps) {
  const [text, setText] = useState(value.join(", "));
  return (
    <TextInput
      id={path}
      label={label}
      description={description ?? "Separate several with commas."}
      placeholder={placeholder}
      error={error}
      value={text}
      onChange={(change) => {
        setText(change.target.value);
        onChange(tagsOf(change.target.value));
      }}
      onBlur={() => setText(value.join(", "))}
    />
  );
}

function tagsOf(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
