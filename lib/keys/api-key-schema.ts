import { z } from "zod";
import { API_SCOPES, type ApiScope } from "@/lib/context";
import { nameField } from "@/lib/validation/text-schema";

export const SCOPE_DESCRIPTIONS: Readonly<Record<ApiScope, string>> = {
  "events:write": "Publish events",
  "webhooks:read": "Read bridges, subscriptions and their activity",
  "webhooks:write": "Make and change bridges and subscriptions, resend deliveries",
  "credits:write": "Record credits that were used, and read the balance",
};

export const createApiKeyInput = z.object({
  name: nameField("Production backend"),
  scopes: z.array(z.enum(API_SCOPES)).min(1, "Choose at least one scope: a key without any can do nothing."),
  /** Empty or absent: every workspace, those made later too. */
  workspaceIds: z.array(z.string()).max(100).default([]),
  /** Absent or null: it does not expire. */
  expiresAt: z.coerce
    .date()
    .refine((date) => date.getTime() > Date.now(), "Choose a time in the future.")
    .nullish(),
});
export type CreateApiKeyInput = z.input<typeof createApiKeyInput>;
