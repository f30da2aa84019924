import { DocTable } from "@/components/docs/doc-table";
import { CodeBlock } from "@/components/ui/code-block";
import { catalogue } from "@/lib/events/catalogue";
import { renderTemplate } from "@/lib/templates/render";

const TEMPLATE = `{
  "text": {{ summary | json }},
  "link": {{ data.workroom.url | json }},
  "files": [{% for item in data.deliverables %}
    { "name": {{ item.name | json }} }{% unless forloop.last %},{% endunless %}{% endfor %}
  ]
}`;

const VARIABLES: readonly (readonly [string, string])[] = [
  ["id", "The event’s id."],
  ["type", "Its type, such as workroom.completed."],
  ["timestamp", "When it happened, in ISO 8601."],
  ["organization_id, workspace_id", "Where it happened."],
  ["data", "What the type carries; the event catalogue lists the fields of each."],
  ["title", "The type in words, such as Workroom completed."],
  ["summary", "The event told in plain text."],
];

/** The language of body templates, with an example that is rendered as the product renders it. */
export function CustomTemplate() {
  return (
    <>
      <p>
        A Custom bridge sends whatever body you write. It is a{" "}
        <a href="https://shopify.github.io/liquid/" rel="noreferrer">
          Liquid
        </a>{" "}
        template with the event as its variables. The subject of a ticket and the text of a conversation are such
        templates too.
      </p>
      <CodeBlock code={TEMPLATE} label="Template" />
      <div className="mt-4">
        <CodeBlock code={renderTemplate(TEMPLATE, catalogue["workroom.completed"].example)} label="What it sends" />
      </div>
      <DocTable
        label="Variables of a template"
        head={["Variable", "Meaning"]}
        rows={VARIABLES.map(([name, meaning]) => ({ key: name, cells: [<code key="name">{name}</code>, meaning] }))}
      />
      <ul>
        <li>
          <code>{"{{ value | json }}"}</code> writes a value as JSON, its quotation marks included; what is missing
          becomes <code>null</code>. Inside quotation marks of your own write <code>{"{{ value | escape_json }}"}</code>
          .
        </li>
        <li>
          With a JSON content type, the template is tried at save on all examples, and again with texts full of
          quotation marks and line breaks. One that would break is refused, and the place is named.
        </li>
        <li>
          Conditions, loops and the usual text filters work. Files, includes and anything outside the event are out of
          reach.
        </li>
        <li>
          Filling in a request’s templates may take 20 ms. A save tries them with events as large as they come, and
          refuses what would take longer: a loop inside a loop is the usual reason, and <code>limit: 50</code> the usual
          remedy.
        </li>
        <li>
          Headers of your own are sent as they are, save those of the transport (<code>Host</code>,{" "}
          <code>Content-Length</code>
          …) and of the signature, which cannot be set.
        </li>
      </ul>
    </>
  );
}
