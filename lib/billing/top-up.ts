import { changeAccount } from "./account";
import { appendEntry } from "./ledger";
import { learnOfPayment } from "./payments";

/** A paid checkout of a single payment. */
export type TopUp = {
  sessionId: string;
  credits: number;
  /** In the currency's smallest unit. */
  paid: number;
  paymentId: string | undefined;
  at: Date;
};

/** Gives the credits of a paid checkout, once, and takes back what of its payment was refunded already. */
export async function topUp(organizationId: string, { sessionId, credits, paid, paymentId, at }: TopUp): Promise<void> {
  const source = `checkout:${sessionId}`;
  if (credits > 0) {
    await changeAccount(organizationId, async (change) => {
      await appendEntry(change, { amount: credits, reason: "top_up", source, occurredAt: at, paid });
    });
  }
  if (paymentId) await learnOfPayment(paymentId, { organizationId, grantSource: source }, at);
}
