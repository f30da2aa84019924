import { DAY_MS } from "@/lib/time";
import { parseInput } from "@/lib/validation/parse";
import { type ApiKeyForm, apiKeyForm, LIFETIMES } from "./api-key-form-schema";
import type { CreateApiKeyInput } from "./api-key-schema";

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
