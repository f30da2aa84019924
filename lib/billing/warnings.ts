import type { AccountChange } from "./account";
import { eventIdOf } from "./event-id";
import { periodEndOf } from "./period";

/**
 * Announces what credits that were just taken come to: `credits.low` below the account's threshold and
 * `credits.exhausted` at zero or below, each once a period.
 */
export async function warnWhenLow({ tx, organizationId, account, announce }: AccountChange): Promise<void> {
  const { balance, creditsThreshold: threshold } = account;
  const timestamp = new Date();
  const period_end = periodEndOf(account, timestamp).toISOString();
  if (threshold !== null && balance < threshold && account.lowPublishedFor !== period_end) {
    const id = eventIdOf("credits.low", organizationId, period_end);
    await announce({ id, type: "credits.low", data: { balance, threshold, period_end }, timestamp });
    account.lowPublishedFor = period_end;
    await tx.billingAccount.update({ where: { organizationId }, data: { lowPublishedFor: period_end } });
  }
  if (balance <= 0 && account.exhaustedPublishedFor !== period_end) {
    const id = eventIdOf("credits.exhausted", organizationId, period_end);
    await announce({ id, type: "credits.exhausted", data: { balance, period_end }, timestamp });
    account.exhaustedPublishedFor = period_end;
    await tx.billingAccount.update({ where: { organizationId }, data: { exhaustedPublishedFor: period_end } });
  }
}
