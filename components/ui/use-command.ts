"use client";

import { useState } from "react";
import type { ActionResult } from "@/lib/actions/result";
import { toast } from "./toast";

export type Command = {
  work: () => Promise<ActionResult<unknown>>;
  /** Says what was done. */
  done: () => void;
  /** What follows an answer, whichever: reading anew what was changed, or leaving the page. */
  next: () => Promise<void>;
};

/** Runs server actions behind buttons that have no form: a failure is said at the corner of the page, a second press ignored. */
export function useCommand() {
  const [pending, setPending] = useState(false);

  async function run({ work, done, next }: Command): Promise<boolean> {
    if (pending) return false;
    setPending(true);
    try {
      const result = await work();
      if (result.ok) done();
      else toast.failure(result.message);
      await next();
      return result.ok;
    } catch {
      toast.failure("The server did not answer.", "Nothing was changed, as far as we know. Look again in a moment.");
      return false;
    } finally {
      setPending(false);
    }
  }

  return { pending, run };
}
