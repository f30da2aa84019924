import { DocPart } from "@/components/docs/doc-section";
import { DocTable } from "@/components/docs/doc-table";
import { schemaFields } from "@/components/docs/schema-fields";
import { CodeBlock } from "@/components/ui/code-block";
import { catalogue, type EventTypeName, FAMILIES } from "@/lib/events/catalogue";
import { eventJsonSchema } from "@/lib/events/json-schema";

/** The catalogue: every event type with its fields and an example. */
export function Events() {
  return (
    <>
      <p>
        A bridge may listen for any type. Those marked <strong>stable</strong> are part of the public API: their names
        never change, and their <code>data</code> only grows.
      </p>
      {FAMILIES.map((family) => (
        <DocPart key={family.id} id={`events-${family.id}`} title={family.title}>
          <p>{family.description}</p>
          {family.types.map((type) => (
            <EventType key={type} type={type} />
          ))}
        </DocPart>
      ))}
    </>
  );
}

function EventType({ type }: { type: EventTypeName }) {
  const { description, stable, example } = catalogue[type];
  const fields = schemaFields(eventJsonSchema(type));
  return (
    <details id={`event-${type.replace(/[._]/g, "-")}`} className="mt-3 rounded-lg border border-border px-4 open:pb-4">
      <summary className="cursor-pointer py-2.5">
        <code>{type}</code>
        {stable && <span className="ms-2 text-dense text-muted">stable</span>}
        <span className="mt-1 block text-dense text-muted">{description}</span>
      </summary>
      <DocTable
        label={`Fields of ${type}`}
        head={["Field of data", "Type", "Meaning"]}
        rows={fields.map((field) => ({
          key: field.path,
          cells: [
            <code key="path">{field.path}</code>,
            field.required ? field.type : `${field.type}, optional`,
            field.description,
          ],
        }))}
      />
      <div className="mt-4">
        <CodeBlock code={JSON.stringify(example, null, 2)} label={`${type}, an example`} />
      </div>
    </details>
  );
}
