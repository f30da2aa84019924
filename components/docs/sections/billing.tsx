import Link from "next/link";
import { DocPart } from "@/components/docs/doc-section";
import { DocTable } from "@/components/docs/doc-table";
import { CodeBlock } from "@/components/ui/code-block";

const CREDITS: readonly (readonly [when: string, what: string])[] = [
  [
    "An invoice is paid for the first or a further period",
    "metadata.credits of the subscription. Times the quantity where metadata.credits_per is “unit”. Invoices for changes within a period (prorations) give none.",
  ],
  ["A checkout of a single payment is paid", "metadata.credits of the checkout session, once the payment has arrived."],
  ["A payment is refunded", "What it gave is taken back, in proportion to what was refunded."],
  ["A payment is disputed", "What it gave is taken back, and given again when the dispute is won."],
  ["Usage is recorded", "It is taken in full, below zero too: the work was done."],
];

const USAGE = `{
  "workspace_id": "ws_…",
  "amount": 12,
  "id": "wr_4711:draft-2",
  "description": "Second draft of the launch plan"
}`;

type BillingProps = {
  /** Of Stripe's events, those that are acted on. */
  stripeEvents: readonly string[];
  /** Stripe's API version that the code was written for. */
  apiVersion: string;
  /** Where Stripe sends its events. */
  endpoint: string;
};

/** Plan and credits: where they come from, and what whoever runs the app sets up at Stripe. */
export function Billing({ stripeEvents, apiVersion, endpoint }: BillingProps) {
  return (
    <>
      <p>
        An organization has one balance of credits. Plans and top-ups paid at Stripe add to it, and what agents use is
        taken from it; every change is an entry of a ledger in{" "}
        <Link href="/settings/organization/billing">Settings → Billing</Link>. Crossing the threshold set there
        publishes <code>credits.low</code> and reaching zero <code>credits.exhausted</code>, each once a period.
      </p>
      <DocTable
        label="What changes the balance"
        head={["When", "Credits"]}
        rows={CREDITS.map(([when, what]) => ({ key: when, cells: [when, what] }))}
      />
      <DocPart id="usage" title="Record usage">
        <p>
          <code>POST /api/v1/credits/usage</code> with an API key of the scope <code>credits:write</code>. Your own{" "}
          <code>id</code>, or an <code>Idempotency-Key</code>, makes a repeat harmless. <code>GET /api/v1/credits</code>{" "}
          reads the balance.
        </p>
        <CodeBlock code={USAGE} label="Request body of a usage" />
      </DocPart>
      <DocPart id="stripe" title="Set up Stripe">
        <ol>
          <li>
            In Stripe’s dashboard, under <em>Developers → Webhooks</em>, add an endpoint at <code>{endpoint}</code> with
            the payload style <em>Snapshot</em>, API version <code>{apiVersion}</code> and the events below.
          </li>
          <li>
            Set <code>STRIPE_WEBHOOK_SECRET</code> to the endpoint’s signing secret and <code>STRIPE_SECRET_KEY</code>{" "}
            to a secret key of the same mode, or to a restricted one that writes customers and customer portal sessions
            and reads subscriptions and invoices. While a secret rolls, set both, separated by a comma.
          </li>
          <li>
            Write <code>metadata.credits</code> on subscriptions (<code>subscription_data.metadata</code> of their
            checkout) and on checkout sessions of top-ups, and <code>metadata.organization_id</code> with the
            organization’s id on the session, the subscription or the customer. It links the customer for good; the
            button to Stripe’s portal in <em>Settings → Billing</em> makes a linked customer by itself.
          </li>
          <li>Save the settings of Stripe’s customer portal once, so that it can be opened.</li>
        </ol>
        <p>
          Events of a customer that nobody is linked to yet wait, and are acted on once it is. A payer’s own{" "}
          <code>client_reference_id</code> links nobody: a payment link lets anybody set it. Order and repeats do not
          matter: what is older than what is known changes nothing, and nothing counts twice.
        </p>
        <details className="mt-3 rounded-lg border border-border px-4 open:pb-4">
          <summary className="cursor-pointer py-2.5">The {stripeEvents.length} events to pick</summary>
          <CodeBlock code={stripeEvents.join("\n")} label="Events" />
        </details>
      </DocPart>
    </>
  );
}
