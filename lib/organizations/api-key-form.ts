import { z } from "zod";
import { DAY_MS } from "@/lib/time";
import { type CreateApiKeyInput, createApiKeyInput } from "./api-key-schema";
import { parseInput } from "./parse";

export const LIFETIMES = { never: 0, "30": 30, "90": 90, "365": 365 } as const;
export type Lifetime = keyof typeof LIFETIMES;

/** What the form asks: a lifetime instead of a date, and whether the key is restricted apart from to what. */
export const apiKeyForm = z
  .object({
    name: createApiKeyInput.shape.name,
    scopes: createApiKeyInput.shape.scopes,
    reach: z.enum(["all", "some"]),
    workspaceIds: z.array(z.string()),
    lifetime: z.enum(["never", "30", "90", "365"]),
  })
  .refine((form) => form.reach === "all" || form.workspaceIds.length > 0, {
    path: ["workspaceIds"],
    message: "Choose at least one workspace, or all of them.",
  });
export type ApiKeyForm = z.infer<typeof apiKeyForm>;

/** The form's answers as a key's. A key for some workspaces never turns into one for all. */
export function readApiKeyForm(input: ApiKeyForm, now = Date.now()): CreateApiKeyInput {
  const { name, scopes, reach, workspaceIds, lifetime } = parseInput(apiKeyForm, input);
  const days = LIFETIMES[lifetime];
  return {
    name,
    scopes,
    workspaceIds: reach === "some" ? workspaceIds : [],
    expiresAt: days === 0 ? null : new Date(now + days * DAY_MS),
  };
}
