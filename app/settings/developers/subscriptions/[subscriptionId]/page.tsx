import type { Metadata } from "next";
import { orNotFound } from "@/app/settings/or-not-found";
import { LiveStatus } from "@/components/bridges/live-status";
import { DeliveriesPanel } from "@/components/deliveries/deliveries-panel";
import { TestSend } from "@/components/deliveries/test-send";
import { FlowNotice } from "@/components/destinations/flow-notice";
import { DisabledSubscription } from "@/components/subscriptions/disabled-subscription";
import { SubscriptionActions } from "@/components/subscriptions/subscription-actions";
import { SubscriptionConfig } from "@/components/subscriptions/subscription-config";
import { SubscriptionSigning } from "@/components/subscriptions/subscription-signing";
import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart, PageParts } from "@/components/ui/page-parts";
import { Section } from "@/components/ui/section";
import { ShortId } from "@/components/ui/short-id";
import { requireViewer } from "@/lib/actions/viewer";
import { testTypes } from "@/lib/bridges/form-options";
import { type PageQuery, toSearchParams } from "@/lib/deliveries/log/page-query";
import { startLog } from "@/lib/deliveries/log/read-page";
import { readLiveState } from "@/lib/destinations/live-state";
import { env } from "@/lib/env";
import { exampleUpdate } from "@/lib/subscriptions/example-commands";
import { readSubscriptionPage } from "@/lib/subscriptions/overview";

export const metadata: Metadata = { title: "Subscription" };

type PageProps = { params: Promise<{ subscriptionId: string }>; searchParams: Promise<PageQuery> };

export default async function SubscriptionPage({ params, searchParams }: PageProps) {
  const [{ ctx, workspace, workspaces }, { subscriptionId }, query] = await Promise.all([
    requireViewer(),
    params,
    searchParams,
  ]);
  const page = await orNotFound(readSubscriptionPage(ctx, { id: subscriptionId }));
  const { summary, subscription } = page;
  const scope = { workspaceId: workspace.id, destinationId: summary.id };
  const [start, live] = await Promise.all([
    startLog(ctx, scope, toSearchParams(query)),
    readLiveState(ctx, { destinationId: summary.id }),
  ]);
  const canManage = ctx.permissions.has("webhooks:write");
  const workspaceNames = new Map(workspaces.map(({ id, name }) => [id, name]));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Subscriptions", href: "/settings/developers/subscriptions" }]}
        title={summary.name}
        description={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <LiveStatus destinationId={summary.id} initial={live} />
            {summary.host !== summary.name && <span className="font-mono text-dense break-all">{summary.host}</span>}
            <ShortId id={summary.id} />
          </span>
        }
        action={canManage && <SubscriptionActions subscription={summary} />}
      />
      {summary.state === "disabled" && <DisabledSubscription subscription={summary} canManage={canManage} />}
      <FlowNotice destinationId={summary.id} initial={live} canManage={canManage} />
      <PageParts parts={PARTS.filter((part) => canManage || part.id !== "test")} />
      <PagePart id="activity">
        <Section title="Activity" description="What was sent, what was answered, and what comes next.">
          <DeliveriesPanel start={start} />
        </Section>
      </PagePart>
      {canManage && (
        <PagePart id="test">
          <Section
            title="Test"
            description="Sends an example once, by the same request, signature and checks as a real event. It is marked as a test."
          >
            <TestSend destinationId={summary.id} eventTypes={testTypes(summary.eventTypes)} />
          </Section>
        </PagePart>
      )}
      <PagePart id="configuration">
        <Section title="Configuration" description="As a program registered it. It is changed by API.">
          <SubscriptionConfig subscription={subscription} workspaceNames={workspaceNames} />
          <details className="mt-4">
            <summary className="w-fit cursor-pointer rounded-sm py-1 text-dense text-muted hover:text-foreground">
              Change it from a shell
            </summary>
            <div className="pt-2">
              <CodeBlock label="Shell" code={exampleUpdate({ appUrl: env().APP_URL, id: summary.id })} />
            </div>
          </details>
        </Section>
      </PagePart>
      <PagePart id="signing">
        <SubscriptionSigning {...page} canManage={canManage} />
      </PagePart>
    </>
  );
}

const PARTS = [
  { id: "activity", label: "Activity" },
  { id: "test", label: "Test" },
  { id: "configuration", label: "Configuration" },
  { id: "signing", label: "Signing" },
];
