import { DocPart } from "@/components/docs/doc-section";
import { DocTable } from "@/components/docs/doc-table";

/** One operation of the public API, as a line of the reference. */
export type ApiLine = { method: string; path: string; summary: string; scope: string };

/** Operations of one subject, in the order in which they are read. */
export type ApiGroup = { id: string; description: string; lines: readonly ApiLine[] };

/** The public API at a glance; the OpenAPI document has every field. */
export function ApiReference({ groups }: { groups: readonly ApiGroup[] }) {
  return (
    <>
      <p>
        What a bridge is in the browser, a <strong>subscription</strong> is in the API: an outgoing webhook that your
        own code registers. It gets the event envelope as its body, hears of the stable types in all workspaces that its
        filter admits, and signs with a secret of its own, which is shown once.
      </p>
      <p>
        The <a href="/docs/api">API reference</a> has every operation with its fields, examples and errors; the{" "}
        <a href="/api/v1/openapi.json">OpenAPI document</a> has the same, to generate a client from.
      </p>
      {groups.map((group) => (
        <DocPart key={group.id} id={`api-${group.id}`} title={group.id.charAt(0).toUpperCase() + group.id.slice(1)}>
          <p>{group.description}</p>
          <DocTable
            label={`Operations on ${group.id}`}
            head={["Operation", "What it does", "Scope"]}
            rows={group.lines.map(({ method, path, summary, scope }) => ({
              key: `${method} ${path}`,
              cells: [<code key="operation">{`${method} ${path}`}</code>, summary, scope],
            }))}
          />
        </DocPart>
      ))}
    </>
  );
}
