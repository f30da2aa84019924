import { DocTable } from "@/components/docs/doc-table";
import { CodeBlock } from "@/components/ui/code-block";
import { catalogue } from "@/lib/events/catalogue";

const ANSWER = `HTTP/1.1 202 Accepted

{ "data": [ { "id": "evt_…", "type": "credits.low", "deliveries": 2 } ] }`;

const FIELDS: readonly (readonly [string, string])[] = [
  ["type", "A type of the catalogue."],
  ["workspace_id", "Whose bridges hear of it."],
  ["data", "What happened, as the type’s fields say."],
  ["timestamp", "Optional. When it happened; now, unless given."],
  ["id", "Optional. Your own id, evt_…, unique in your organization: sending it again answers as the first time did."],
];

/** The API for events and what there is to read. */
export function Publishing() {
  const { type, workspace_id, data } = catalogue["credits.low"].example;
  return (
    <>
      <p>
        The API takes an API key as <code>Authorization: Bearer atl_…</code>. Make one in <em>Settings → Developers</em>
        ; it is shown once. To publish, it needs the scope <code>events:write</code>.
      </p>
      <h3 id="publish">POST /api/v1/events</h3>
      <CodeBlock code={JSON.stringify({ type, workspace_id, data }, null, 2)} label="Request body of a publish" />
      <DocTable
        label="Fields of a published event"
        head={["Field", "Meaning"]}
        rows={FIELDS.map(([name, meaning]) => ({ key: name, cells: [<code key="name">{name}</code>, meaning] }))}
      />
      <p>
        Up to 100 events go in one request as <code>{'{ "events": [ … ] }'}</code>: all of them are accepted or none.
        The answer comes once the events and their deliveries are stored, and says how many destinations each one
        reaches:
      </p>
      <CodeBlock code={ANSWER} label="Answer" />
      <p>
        Send an <code>Idempotency-Key</code> of your own making and repeat the request as often as you must: within 24
        hours, a repeat is answered as the first was and publishes nothing. The same key with another body is a{" "}
        <a href="#error-conflict">conflict</a>.
      </p>
    </>
  );
}
