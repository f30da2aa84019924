import { z } from "zod";
import { DAY_MS, SECOND_MS } from "@/lib/time";
import { parseSigningSecret } from "./secret";

export const OVERLAP_SECONDS_DEFAULT = DAY_MS / SECOND_MS;
export const OVERLAP_SECONDS_MAX = (7 * DAY_MS) / SECOND_MS;

/** What a rotation in the browser may be given: how long the old secret counts beside the new one, and a secret of one's own. */
export const rotationFields = {
  overlapSeconds: z
    .number()
    .int()
    .min(0)
    .max(OVERLAP_SECONDS_MAX, "An overlap is 7 days at most.")
    .default(OVERLAP_SECONDS_DEFAULT),
  secret: z
    .string()
    .superRefine((secret, check) => {
      const parsed = parseSigningSecret(secret);
      if (!parsed.ok) check.addIssue({ code: "custom", message: parsed.message });
    })
    .optional(),
};
