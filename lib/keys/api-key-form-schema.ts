import { z } from "zod";
import { createApiKeyInput } from "./api-key-schema";

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
