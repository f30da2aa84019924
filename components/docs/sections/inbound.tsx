import { DocTable } from "@/components/docs/doc-table";

const OUTCOMES: readonly (readonly [string, string])[] = [
  ["Handled", "It was acted on. What it published, and the deliveries of that, are linked."],
  ["Ignored", "There was nothing to do about it; the reason stands beside it."],
  ["Parked", "Its sender’s account is linked to nobody here yet. Linking it hands it on."],
  ["Retrying", "Something went wrong on our side. It is tried again for a day and a half, later each time."],
  ["Failed", "The tries are used up. Process again starts anew."],
];

const ANSWERS: readonly (readonly [string, string])[] = [
  ["200", "Stored. A repeat is answered so too, and does nothing."],
  ["400", "The body is malformed, or did not arrive within 10 seconds."],
  ["401", "The signature does not match. Counted by the hour; nothing of the request is kept."],
  ["404", "This integration is off: its variables are not set."],
  ["405", "The address has no such method."],
  ["413", "The body is larger than this provider’s events are."],
  ["500", "Our own trouble. The provider sends it again by itself."],
];

/** What providers send us, and the page that shows it. */
export function Inbound() {
  return (
    <>
      <p>
        Stripe, WhatsApp and MCP servers send events of their own accord. Each is verified over its raw bytes, stored
        once by the provider’s own id, answered, and then acted on: so an event that comes twice does nothing twice.{" "}
        <em>Settings → Integrations → Inbound</em> shows what came in the last 30 days and what it led to.
      </p>
      <DocTable
        label="Outcomes"
        head={["Outcome", "What it means"]}
        rows={OUTCOMES.map((cells) => ({ key: cells[0], cells }))}
      />
      <ul>
        <li>
          <strong>Personal data is masked</strong> in payloads: names, numbers, addresses, texts. Owners and admins can
          show it; each time is on the audit log.
        </li>
        <li>
          <strong>Process again</strong> hands an event to its handler once more. What was done before is not done
          twice.
        </li>
      </ul>
      <p>What a provider is answered:</p>
      <DocTable
        label="Answers to providers"
        head={["Status", "Meaning"]}
        rows={ANSWERS.map(([status, meaning]) => ({
          key: status,
          cells: [<code key={status}>{status}</code>, meaning],
        }))}
      />
    </>
  );
}
