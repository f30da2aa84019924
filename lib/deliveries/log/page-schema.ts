import { z } from "zod";
import { idPattern } from "@/lib/ids";

/** One page of the log: where it begins, and what the reader holds already. */
export const deliveryPageParams = z.object({
  cursor: z.string().regex(idPattern("delivery")).optional(),
  /** The newest delivery that the reader has seen: the answer counts those that came later. */
  after: z.string().regex(idPattern("delivery")).optional(),
  /** Deliveries on the reader's screen that have not ended: the answer tells their present state. */
  watch: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string().regex(idPattern("delivery"))).max(100))
    .optional(),
});
export type DeliveryPageParams = z.infer<typeof deliveryPageParams>;
