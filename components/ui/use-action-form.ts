"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import { type DefaultValues, type FieldValues, get, type Path, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";
import type { ActionResult } from "@/lib/actions/result";

type ActionFormOptions<Values extends FieldValues, T> = {
  schema: z.ZodType<Values>;
  defaultValues: DefaultValues<Values>;
  /** The server action. */
  action: (values: Values) => Promise<ActionResult<T>>;
  onDone: (data: T, values: Values) => void | Promise<void>;
};

/**
 * A form over a server action: checked by the action's own schema as one types after a first try, errors at their
 * fields, and nothing typed is lost when it fails. `problem` is what belongs to no field.
 */
export function useActionForm<Values extends FieldValues, T>(options: ActionFormOptions<Values, T>) {
  const { schema, defaultValues, action, onDone } = options;
  const [problem, setProblem] = useState<string>();
  // A second press while the first is under way.
  const busy = useRef(false);
  // The resolver's own types tell input from output; here both are the same.
  const resolver = zodResolver(schema as never) as Resolver<Values>;
  const form = useForm<Values>({ resolver, defaultValues });

  const submit = form.handleSubmit(async (values) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await send(values);
    } finally {
      busy.current = false;
    }
  });

  async function send(values: Values) {
    setProblem(undefined);
    const result = await attempt(() => action(values));
    if (result.ok) return onDone(result.data, values);
    const known = result.errors.filter((error) => get(values, error.path) !== undefined);
    for (const [index, error] of known.entries()) {
      form.setError(error.path as Path<Values>, { message: error.message }, { shouldFocus: index === 0 });
    }
    if (known.length === 0) setProblem(result.message);
  }

  /** The message at a field. */
  const errorOf = (path: Path<Values>): string | undefined => {
    const error: { message?: string } | undefined = get(form.formState.errors, path);
    return error?.message;
  };

  return { form, submit, problem, errorOf, pending: form.formState.isSubmitting };
}

async function attempt<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call();
  } catch {
    // The request itself failed: offline, or the server is restarting.
    return { ok: false, code: "internal", message: "The server did not answer. Try again in a moment.", errors: [] };
  }
}
