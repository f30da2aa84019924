import { creditsView, usageInput, usageView } from "@/lib/billing/schema";
import { EXAMPLE_IDS } from "@/lib/events/data-fields";
import { defineOperation } from "../operation";

export const readCredits = defineOperation({
  id: "readCredits",
  method: "get",
  path: "/api/v1/credits",
  tag: "credits",
  summary: "Read the balance",
  description: "The organization's credits, the threshold of its warning, when the period ends, and the plan.",
  scope: "credits:write",
  answers: [{ status: 200, description: "What the organization has.", schema: creditsView }],
});

export const recordUsage = defineOperation({
  id: "recordUsage",
  method: "post",
  path: "/api/v1/credits/usage",
  tag: "credits",
  summary: "Record usage",
  description:
    "Takes credits for work that was done: in full, below zero too, because the work was done. Your own `id` makes a repeat harmless, as an Idempotency-Key does. Crossing the threshold publishes `credits.low` and reaching zero `credits.exhausted`, each once a period.",
  scope: "credits:write",
  body: {
    schema: usageInput,
    examples: {
      workroom: {
        workspace_id: EXAMPLE_IDS.workspace,
        amount: 12,
        id: "wr_4711:draft-2",
        description: "Second draft of the launch plan",
        metadata: { agent: "Researcher", minutes: 4.5 },
        occurred_at: "2026-11-23T12:00:00Z",
      },
      least: { workspace_id: EXAMPLE_IDS.workspace, amount: 1 },
    },
  },
  answers: [{ status: 201, description: "It is in the ledger. A repeat answers as the first.", schema: usageView }],
  refusals: {
    invalid: "A field is not as it should be. `errors` names each.",
    conflict: "The id or the Idempotency-Key was used for something else.",
  },
});

export const creditOperations = [readCredits, recordUsage];
