import { z } from "zod";
import { momentInput } from "@/lib/validation/moment-schema";
import { storedText } from "@/lib/validation/text-schema";

/** Why credits came or went. */
export const CREDIT_REASONS = ["plan", "top_up", "refund", "dispute", "dispute_won", "usage"] as const;
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** The most credits that one entry gives or takes. */
export const CREDITS_MAX = 100_000_000;
const METADATA_KEYS_MAX = 20;

const metadataValue = z.union([storedText(500), z.number(), z.boolean(), z.null()]);

/** What the usage operation takes. */
export const usageInput = z
  .strictObject({
    workspace_id: z
      .string()
      .regex(/^ws_[0-9A-Za-z_-]{1,64}$/, "must be an id that starts with ws_")
      .meta({ description: "Where the work was done." }),
    amount: z
      .number()
      .int("must be a whole number, 1 or more")
      .min(1, "must be a whole number, 1 or more")
      .max(CREDITS_MAX)
      .meta({ description: "Credits that were used." }),
    id: z
      .string()
      .regex(/^[0-9A-Za-z._:-]{1,100}$/, "must be 1 to 100 letters, digits, or . _ : -")
      .optional()
      .meta({ description: "Your own id of this usage, unique within the workspace: a repeat takes nothing twice." }),
    description: storedText(200, 1).optional().meta({ description: "What it was used for, as the ledger shows it." }),
    metadata: z
      .record(storedText(40, 1), metadataValue)
      .refine((value) => Object.keys(value).length <= METADATA_KEYS_MAX, `at most ${METADATA_KEYS_MAX} keys`)
      .optional()
      .meta({ description: "Up to 20 texts, numbers or booleans of your own." }),
    occurred_at: momentInput("When it was used; now unless told.").optional(),
  })
  .meta({ id: "UsageInput" });
export type UsageInput = z.output<typeof usageInput>;

/** A usage as it is on record. */
export const usageView = z
  .object({
    id: z.string().meta({ description: "The ledger entry's id." }),
    workspace_id: z.string(),
    amount: z.number().int().min(1),
    description: z.string().nullable(),
    metadata: z.record(z.string(), metadataValue).nullable(),
    occurred_at: z.iso.datetime(),
    created_at: z.iso.datetime(),
    balance: z.number().int().meta({ description: "Credits that were left after it; below zero when it took more." }),
  })
  .meta({ id: "Usage" });
export type UsageView = z.output<typeof usageView>;

/** What an organization has. */
export const creditsView = z
  .object({
    balance: z.number().int().meta({ description: "Credits that are left; may be below zero." }),
    threshold: z
      .number()
      .int()
      .nullable()
      .meta({ description: "Below it `credits.low` is published, once a period; null for never." }),
    period_end: z.iso
      .datetime()
      .meta({ description: "The end of the plan's period, or of the month (UTC) without one." }),
    plan: z
      .object({ name: z.string(), status: z.string().meta({ description: "As Stripe names it." }) })
      .nullable()
      .meta({ description: "Null while there is none." }),
  })
  .meta({ id: "Credits" });
export type CreditsView = z.output<typeof creditsView>;

/** The form of the threshold: a whole number, or empty for no warning. */
export const thresholdInput = z.object({
  threshold: z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, "Write a whole number such as 200, or leave it empty for no warning."),
});
export type ThresholdInput = z.input<typeof thresholdInput>;
