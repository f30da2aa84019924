import { BodyView } from "@/components/ui/body-view";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireViewer } from "@/lib/actions/viewer";
import { catalogue, type EventTypeName, FAMILIES } from "@/lib/events/catalogue";

export const metadata = { title: "Event catalogue" };

export default async function EventsPage() {
  await requireViewer();
  return (
    <>
      <PageHeader
        title="Event catalogue"
        description="Everything that can happen, and what is sent when it does. Stable types never change their name; their data only grows."
      />
      {FAMILIES.map((family) => (
        <Section key={family.id} title={family.title} description={family.description}>
          <div className="divide-y divide-separator">
            {family.types.map((type) => (
              <EventType key={type} type={type} />
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}

function EventType({ type }: { type: EventTypeName }) {
  const { description, stable, example } = catalogue[type];
  return (
    <details id={type} className="group">
      <summary className="grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-2.5 sm:grid-cols-[17rem_minmax(0,1fr)_auto]">
        <code className="font-mono text-dense break-all">{type}</code>
        <span className="text-muted max-sm:col-span-2 max-sm:row-start-2">{description}</span>
        <span className="text-xs text-muted">{stable ? "Stable" : ""}</span>
      </summary>
      <div className="pb-4">
        <BodyView body={JSON.stringify(example)} contentType="Example of a whole envelope" />
      </div>
    </details>
  );
}
