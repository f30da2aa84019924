"use client";

import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import type { ActionResult } from "@/lib/actions/result";
import type { FormatOption } from "@/lib/bridges/form-options";
import type { BridgeDraft } from "@/lib/bridges/schema";
import type { FieldError } from "@/lib/errors";
import { withoutField } from "./form-errors";
import { advisedRateLimit, type BridgeFormValues, defaultConfig, toDraft, withoutBlankRows } from "./form-values";

export type Failure = Extract<ActionResult<unknown>, { ok: false }>;
const UNREACHABLE: Failure = {
  ok: false,
  code: "internal",
  message: "The server did not answer. What you typed is still here: try again in a moment.",
  errors: [],
};

type Options = {
  formats: readonly FormatOption[];
  initial: BridgeFormValues;
  save: (draft: BridgeDraft) => Promise<ActionResult<{ id: string }>>;
  onSaved: (id: string) => void;
};

/** The state of a bridge's form: what is typed, the errors of the last save at their fields, and the save itself. */
export function useBridgeForm({ formats, initial, save, onSaved }: Options) {
  const form = useForm<BridgeFormValues>({ defaultValues: initial });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saving, setSaving] = useState(false);
  const typedBefore = useRef(new Map<string, Pick<BridgeFormValues, "url" | "config" | "rateLimitPerSecond">>());
  const values = form.watch();
  const format = formats.find((option) => option.id === values.format) ?? formats[0];
  if (!format) throw new Error("The form needs at least one target format.");

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name }) => {
          if (name) setErrors((now) => withoutField(now, name));
        },
      }),
    [form],
  );

  // What was typed for one format waits, in case its author comes back to it.
  function chooseFormat(id: string) {
    const next = formats.find((option) => option.id === id);
    if (!next) return;
    const { url, config, rateLimitPerSecond } = values;
    typedBefore.current.set(values.format, { url, config, rateLimitPerSecond });
    const before = typedBefore.current.get(id);
    setErrors((now) => ["url", "config", "rateLimitPerSecond", "format"].reduce(withoutField, now));
    form.setValue("url", before?.url ?? "");
    form.setValue("config", before?.config ?? defaultConfig(next));
    form.setValue("rateLimitPerSecond", before?.rateLimitPerSecond ?? advisedRateLimit(next));
    form.setValue("format", id, { shouldDirty: true });
  }

  async function submit(current: FormatOption) {
    setSaving(true);
    setFailure(null);
    // The errors of rows are told by their place: what is sent must be what is seen.
    form.setValue("config", withoutBlankRows(form.getValues("config")));
    try {
      const result = await save(toDraft(form.getValues(), current));
      if (result.ok) return onSaved(result.data.id);
      setErrors(result.errors.filter((error) => error.path !== "version"));
      setFailure(result);
    } catch {
      setFailure(UNREACHABLE);
    } finally {
      setSaving(false);
    }
  }

  function set<Name extends keyof BridgeFormValues>(name: Name, value: BridgeFormValues[Name]) {
    form.setValue(name, value as never, { shouldDirty: true });
  }

  function setConfig(name: string, value: unknown) {
    form.setValue(`config.${name}`, value, { shouldDirty: true });
  }

  function settle() {
    setFailure(null);
    setErrors([]);
  }

  return {
    form,
    values,
    format,
    errors,
    failure,
    saving,
    set,
    setConfig,
    chooseFormat,
    settle,
    submit: () => submit(format),
  };
}
