"use server";

import { revalidatePath } from "next/cache";
import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import type { Context } from "@/lib/context";
import { disconnectWhatsappNumber } from "./disconnect";
import { editWhatsappNumber } from "./edit";
import { linkWhatsappNumber } from "./link";
import type { EditWhatsappInput, LinkWhatsappInput } from "./schema";

const PATH = "/settings/integrations/connections";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role and parses the input.

/** Links a number to a workspace of the viewer's. */
export async function linkWhatsappAction(
  workspaceId: string,
  input: LinkWhatsappInput,
): Promise<ActionResult<{ id: string }>> {
  return changed((ctx) => linkWhatsappNumber(ctx, String(workspaceId), input));
}

export async function editWhatsappAction(connectionId: string, input: EditWhatsappInput): Promise<ActionResult<void>> {
  return changed((ctx) => editWhatsappNumber(ctx, String(connectionId), input));
}

export async function disconnectWhatsappAction(connectionId: string): Promise<ActionResult<void>> {
  return changed((ctx) => disconnectWhatsappNumber(ctx, String(connectionId)));
}

async function changed<T>(verb: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const result = await runAsViewer(({ ctx }) => verb(ctx));
  if (result.ok) revalidatePath(PATH);
  return result;
}
