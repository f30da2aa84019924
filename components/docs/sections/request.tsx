import { DocTable } from "@/components/docs/doc-table";
import { CodeBlock } from "@/components/ui/code-block";
import { catalogue } from "@/lib/events/catalogue";
import { PAYLOAD_BYTES_MAX } from "@/lib/events/envelope";

const HEADERS: readonly (readonly [string, string])[] = [
  ["X-AtelyaOS-Signature", "Hex HMAC-SHA256 of the body. A Custom bridge may give it another name and a prefix."],
  ["X-AtelyaOS-Signature-Previous", "The same with the previous secret, while a rotation overlaps."],
  ["webhook-id", "The event’s id, the same on every attempt and every resend. Use it to drop duplicates."],
  ["webhook-timestamp", "Unix seconds of this attempt."],
  ["webhook-signature", "The Standard Webhooks signature, one for each secret that is live, newest first."],
  ["X-AtelyaOS-Event", "The event’s type, such as workroom.completed."],
  ["X-AtelyaOS-Delivery", "The delivery’s id, to find it in the activity log."],
  ["X-AtelyaOS-Attempt", "The attempt’s number, from 1."],
  ["User-Agent", "AtelyaOS-Webhooks/1"],
];

/** What arrives at a receiver: headers on every format, and the envelope that bodies are made from. */
export function Request() {
  const example = catalogue["workroom.completed"].example;
  return (
    <>
      <p>Every delivery, whatever its format, carries these headers:</p>
      <DocTable
        label="Headers of a delivery"
        head={["Header", "Meaning"]}
        rows={HEADERS.map(([name, meaning]) => ({ key: name, cells: [<code key="name">{name}</code>, meaning] }))}
      />
      <h3 id="envelope">The event envelope</h3>
      <p>
        Formats are made from one envelope. It is what the API takes and answers, and what a{" "}
        <a href="#custom-template">Custom template</a> has as its variables. <code>data</code> differs from type to
        type.
      </p>
      <CodeBlock code={JSON.stringify(example, null, 2)} label="workroom.completed" />
      <p>
        An envelope is at most {PAYLOAD_BYTES_MAX / 1024} KiB of JSON. The order in which events arrive is not promised:
        compare <code>timestamp</code>, which says when something happened.
      </p>
    </>
  );
}
