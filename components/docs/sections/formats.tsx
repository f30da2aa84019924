import { DocPart } from "@/components/docs/doc-section";
import { DocTable } from "@/components/docs/doc-table";
import { CodeBlock } from "@/components/ui/code-block";
import { catalogue } from "@/lib/events/catalogue";
import { describeFields, type FieldDescription } from "@/lib/formats/fields";
import { BRIDGE_FORMAT_IDS, getFormat } from "@/lib/formats/registry";

const EXAMPLE_DELIVERY = "dlv_01KB0Z5V7Q8N3M4T6R9S2W1X0Y";

/** Each format as the product knows it: its fields, the request it makes, and the errors that do not go away by waiting. */
export function Formats() {
  return (
    <>
      <p>
        A format turns the event into what a target expects. It also knows the target’s own way of saying yes, and which
        of its errors do not go away by waiting.
      </p>
      {BRIDGE_FORMAT_IDS.map((id) => (
        <FormatPart key={id} id={id} />
      ))}
    </>
  );
}

function FormatPart({ id }: { id: string }) {
  const format = getFormat(id);
  const fields = describeFields(format);
  return (
    <DocPart id={`format-${id.replace("_", "-")}`} title={format.label}>
      <p>{format.summary}</p>
      <p>
        <strong>{format.url.label}.</strong> {format.url.help} It looks like <code>{format.url.placeholder}</code>.
      </p>
      {format.pace && (
        <p>
          <strong>Requests a second.</strong> {format.pace.why} A new bridge is limited to {format.pace.perSecond} a
          second.
        </p>
      )}
      {fields.length > 0 && (
        <DocTable
          label={`Settings of ${format.label}`}
          head={["Setting", "Needed", "Meaning"]}
          rows={fields.map((field) => ({
            key: field.name,
            cells: [field.meta.label, needed(field, fields), meaning(field)],
          }))}
        />
      )}
      <div className="mt-4">
        <CodeBlock code={exampleRequest(id)} label={`${format.label}: the request for workroom.completed`} />
      </div>
      <PermanentErrors id={id} />
    </DocPart>
  );
}

function PermanentErrors({ id }: { id: string }) {
  const { label, permanentErrors } = getFormat(id);
  return (
    <details className="mt-4">
      <summary className="cursor-pointer font-medium text-dense">Errors that are not tried again</summary>
      <DocTable
        label={`Permanent errors of ${label}`}
        head={["Answer", "What it means, and what to do"]}
        rows={Object.entries(permanentErrors).map(([code, remedy]) => ({
          key: code,
          cells: [<code key="code">{code}</code>, sentence(remedy)],
        }))}
      />
    </details>
  );
}

// "yes", "no", or "with Access token" where another field decides whether this one is asked for.
function needed({ required, meta }: FieldDescription, fields: readonly FieldDescription[]): string {
  const { showWhen } = meta;
  if (!showWhen) return required ? "yes" : "no";
  const options = fields.find(({ name }) => name === showWhen.field)?.meta.options ?? [];
  const labels = options.filter(({ value }) => showWhen.in.includes(value)).map(({ label }) => label);
  return `${required ? "with" : "no; with"} ${labels.join(" or ")}`;
}

function meaning({ meta }: FieldDescription): string {
  if (meta.help) return meta.help;
  if (meta.options) return meta.options.map(({ label }) => label).join(", ");
  if (meta.secret) return "Kept sealed.";
  return meta.placeholder ? `Such as ${meta.placeholder}` : "";
}

function exampleRequest(id: string): string {
  const { render, example } = getFormat(id);
  const event = catalogue["workroom.completed"].example;
  const { method, url, headers, body } = render({ event, ...example, deliveryId: EXAMPLE_DELIVERY });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...lines, "", pretty(body)].join("\n");
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

// Remedies go on from "Slack answered 404 no_service: "; here each begins a sentence.
function sentence(remedy: string): string {
  return remedy.charAt(0).toUpperCase() + remedy.slice(1);
}
