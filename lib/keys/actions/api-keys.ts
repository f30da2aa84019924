"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import { readApiKeyForm } from "@/lib/keys/api-key-form";
import type { ApiKeyForm } from "@/lib/keys/api-key-form-schema";
import { createApiKey, revokeApiKey } from "@/lib/keys/api-keys";

const PATH = "/settings/developers/api-keys";

export async function createApiKeyAction(form: ApiKeyForm): Promise<ActionResult<{ id: string; key: string }>> {
  const { ctx } = await requireViewer();
  const result = await runAction(async () => createApiKey(ctx, readApiKeyForm(form)));
  if (result.ok) revalidatePath(PATH);
  return result;
}

export async function revokeApiKeyAction(id: string): Promise<ActionResult<void>> {
  const { ctx } = await requireViewer();
  const result = await runAction(() => revokeApiKey(ctx, { id: String(id) }));
  if (result.ok) revalidatePath(PATH);
  return result;
}
