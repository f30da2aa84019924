import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { requireViewer } from "@/lib/actions/viewer";
import { type SystemPart, systemState } from "@/lib/health/system";

export const metadata = { title: "System" };

export default async function SystemPage() {
  const { ctx } = await requireViewer();
  const { parts, versions, settings } = await systemState(ctx);
  return (
    <>
      <PageHeader title="System" description="Whether everything runs, and how this installation is set up." />
      <Section title="Health">
        <Facts>
          {parts.map(({ name, part }) => (
            <Fact key={name} name={name}>
              <Health part={part} />
            </Fact>
          ))}
        </Facts>
      </Section>
      <Section title="Versions">
        <Facts>
          {versions.map(({ name, version }) => (
            <Fact key={name} name={name}>
              {version}
            </Fact>
          ))}
        </Facts>
      </Section>
      <Section title="Settings" description="Given by environment variables when the app starts.">
        <Facts>
          {settings.map(({ name, value, note }) => (
            <Fact key={name} name={<code className="font-mono text-xs">{name}</code>}>
              <span className="break-all">{value}</span>
              {note && <span className="block text-muted">{note}</span>}
            </Fact>
          ))}
        </Facts>
      </Section>
    </>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-separator">{children}</dl>;
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Health({ part }: { part: SystemPart }) {
  return (
    <>
      <Status tone={part.ok ? "success" : "danger"} label={part.ok ? "Well" : "Not well"} />
      {part.detail !== "ok" && <span className="block text-muted">{sentence(part.detail)}</span>}
    </>
  );
}

function sentence(detail: string): string {
  return detail.charAt(0).toUpperCase() + detail.slice(1);
}
