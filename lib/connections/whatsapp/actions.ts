"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
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
  const { ctx } = await requireViewer();
  return changed(() => linkWhatsappNumber(ctx, String(workspaceId), input));
}

export async function editWhatsappAction(connectionId: string, input: EditWhatsappInput): Promise<ActionResult<void>> {
  const { ctx } = await requireViewer();
  return changed(() => editWhatsappNumber(ctx, String(connectionId), input));
}

export async function disconnectWhatsappAction(connectionId: string): Promise<ActionResult<void>> {
  const { ctx } = await requireViewer();
  return changed(() => disconnectWhatsappNumber(ctx, String(connectionId)));
}

async function changed<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await runAction(work);
  if (result.ok) revalidatePath(PATH);
  return result;
}
