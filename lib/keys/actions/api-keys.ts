"use server";

import { revalidatePath } from "next/cache";
import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import { readApiKeyForm } from "@/lib/keys/api-key-form";
import type { ApiKeyForm } from "@/lib/keys/api-key-form-schema";
import { createApiKey, revokeApiKey } from "@/lib/keys/api-keys";

const PATH = "/settings/developers/api-keys";

export async function createApiKeyAction(form: ApiKeyForm): Promise<ActionResult<{ id: string; key: string }>> {
  const result = await runAsViewer(async ({ ctx }) => createApiKey(ctx, readApiKeyForm(form)));
  if (result.ok) revalidatePath(PATH);
  return result;
}

export async function revokeApiKeyAction(id: string): Promise<ActionResult<void>> {
  const result = await runAsViewer(({ ctx }) => revokeApiKey(ctx, { id: String(id) }));
  if (result.ok) revalidatePath(PATH);
  return result;
}
