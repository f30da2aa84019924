"use server";

import { revalidatePath } from "next/cache";
import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import { OUTSIDE_MS } from "@/lib/db/deadline";
import { openPortal } from "./portal";
import type { ThresholdInput } from "./schema";
import { setThreshold } from "./threshold";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role and parses the input.

export async function setThresholdAction(input: ThresholdInput): Promise<ActionResult<void>> {
  const result = await runAsViewer(({ ctx }) => setThreshold(ctx, input));
  if (result.ok) revalidatePath("/settings/organization/billing");
  return result;
}

/** Answers with the address of Stripe's portal, made for this visit. */
export async function openPortalAction(): Promise<ActionResult<{ url: string }>> {
  return runAsViewer(({ ctx }) => openPortal(ctx), { limitMs: OUTSIDE_MS });
}
