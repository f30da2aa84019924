import { type FirstArrivals, namesOf } from "./first-arrivals";
import type { Ledger } from "./ledger";

/** How many events were sent and answered, and what came of the deliveries that the answers promised. */
export type Losses = {
  published: number;
  answered: number;
  /** Deliveries to destinations that are owed them. */
  owed: number;
  delivered: number;
  lost: number;
  /** Events whose answer counted other deliveries than there are destinations. */
  miscounted: number;
};

/** Holds what was answered with 202 against what came to the sink. */
export function losses(ledger: Ledger, first: FirstArrivals): Losses {
  const owing = namesOf(ledger, "healthy", "held");
  const answered = ledger.events.filter((event) => event.answeredAt !== undefined);
  const came = answered.map(({ key }) => owing.filter((name) => first.get(key)?.has(name)).length);
  const delivered = came.reduce((sum, count) => sum + count, 0);
  const owed = answered.length * owing.length;
  return {
    published: ledger.events.length,
    answered: answered.length,
    owed,
    delivered,
    lost: owed - delivered,
    miscounted: answered.filter(({ deliveries }) => deliveries !== ledger.destinations.length).length,
  };
}
