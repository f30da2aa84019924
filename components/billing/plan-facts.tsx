import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";
import type { BillingOverview } from "@/lib/billing/overview";
import { dayInWords, numberInWords } from "@/lib/events/words";
import { subscriptionWords } from "./billing-words";

/** The three things one opens the page for: the balance, the plan, and when the period ends. */
export function PlanFacts({ billing }: { billing: BillingOverview }) {
  const { plan, balance, hasLedger, threshold, periodEnd } = billing;
  const isLow = threshold !== null && balance < threshold;
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
      <Fact name="Credits left">
        <span className="text-2xl font-semibold tabular-nums">{numberInWords(balance)}</span>
        <Note>
          {!hasLedger ? (
            "None have come yet"
          ) : balance <= 0 ? (
            <Status tone="danger" label="No credits left" />
          ) : isLow ? (
            <Status tone="warning" label={`Below ${numberInWords(threshold)}`} />
          ) : (
            "Plan, top-ups and usage taken together"
          )}
        </Note>
      </Fact>
      <Fact name="Plan">
        <span className="text-lg font-semibold break-words">{plan?.name ?? "No plan"}</span>
        <Note>{plan ? <Status {...subscriptionWords(plan.status)} /> : "Nothing is subscribed at Stripe"}</Note>
      </Fact>
      <Fact name={plan?.endsThen ? "Plan ends" : "Period ends"}>
        <span className="text-lg font-semibold">{dayInWords(periodEnd.toISOString())}</span>
        <Note>{periodNote(billing)}</Note>
      </Fact>
    </dl>
  );
}

function periodNote({ plan }: BillingOverview): string {
  if (!plan?.periodEnd) return "The calendar month, without a plan";
  if (plan.endsThen) return "It will not be renewed";
  return plan.periodStart ? `Began on ${dayInWords(plan.periodStart.toISOString())}` : "Then the plan is renewed";
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-dense text-muted">{name}</dt>
      <dd className="mt-1 flex flex-col gap-1">{children}</dd>
    </div>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <span className="text-dense text-muted">{children}</span>;
}
