import type { Metadata } from "next";
import { orNotFound } from "@/app/settings/or-not-found";
import { BridgeActions } from "@/components/bridges/bridge-actions";
import { BridgeConfig } from "@/components/bridges/bridge-config";
import { DisabledBanner } from "@/components/bridges/disabled-banner";
import { LiveStatus } from "@/components/bridges/live-status";
import { ReadyPanel } from "@/components/bridges/ready-panel";
import { SigningSection } from "@/components/bridges/signing-section";
import { DeliveriesPanel } from "@/components/deliveries/deliveries-panel";
import { TestSend } from "@/components/deliveries/test-send";
import { FlowNotice } from "@/components/destinations/flow-notice";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart, PageParts } from "@/components/ui/page-parts";
import { Section } from "@/components/ui/section";
import { ShortId } from "@/components/ui/short-id";
import { requireViewer } from "@/lib/actions/viewer";
import { formatOption, testTypes } from "@/lib/bridges/form-options";
import { getBridge } from "@/lib/bridges/get";
import { bridgeSigning } from "@/lib/bridges/signing-view";
import { type PageQuery, toSearchParams } from "@/lib/deliveries/log/page-query";
import { startLog } from "@/lib/deliveries/log/read-page";
import { readLiveState } from "@/lib/destinations/live-state";

export const metadata: Metadata = { title: "Bridge" };

type BridgePageProps = { params: Promise<{ bridgeId: string }>; searchParams: Promise<PageQuery> };

export default async function BridgePage({ params, searchParams }: BridgePageProps) {
  const [{ ctx, workspaces }, { bridgeId }, query] = await Promise.all([requireViewer(), params, searchParams]);
  const bridge = await orNotFound(getBridge(ctx, { bridgeId }));
  const scope = { workspaceId: bridge.workspaceId, destinationId: bridge.id };
  const [start, signing, live] = await Promise.all([
    startLog(ctx, scope, toSearchParams(query)),
    bridgeSigning(ctx, bridge),
    readLiveState(ctx, { destinationId: bridge.id }),
  ]);
  const canManage = ctx.permissions.has("webhooks:write");
  const workspaceName = workspaces.find((each) => each.id === bridge.workspaceId)?.name ?? "this workspace";
  const isNew = query.created === "1" && canManage;
  const types = testTypes(bridge.eventTypes);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Webhooks", href: "/settings/integrations/webhooks" }]}
        title={bridge.name}
        description={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <LiveStatus destinationId={bridge.id} initial={live} />
            <span>
              {bridge.formatLabel} · <span className="font-mono text-dense">{bridge.host}</span>
            </span>
            <ShortId id={bridge.id} />
          </span>
        }
        action={canManage && <BridgeActions bridge={bridge} />}
      />
      {bridge.state === "disabled" && (
        <div className="mb-6">
          <DisabledBanner bridge={bridge} canManage={canManage} />
        </div>
      )}
      <FlowNotice destinationId={bridge.id} initial={live} canManage={canManage} />
      {isNew && <ReadyPanel bridge={bridge} signing={signing} testTypes={types} />}
      {!isNew && <PageParts parts={PARTS.filter((part) => canManage || part.id !== "test")} />}
      <PagePart id="activity">
        <Section title="Activity" description="What was sent, what was answered, and what comes next.">
          <DeliveriesPanel start={start} />
        </Section>
      </PagePart>
      {!isNew && canManage && (
        <PagePart id="test">
          <Section
            title="Test"
            description="Sends an example once, by the same request, signature and checks as a real event. It is marked as a test."
          >
            <TestSend destinationId={bridge.id} eventTypes={types} />
          </Section>
        </PagePart>
      )}
      <PagePart id="configuration">
        <Section title="Configuration">
          <BridgeConfig bridge={bridge} format={formatOption(bridge.format)} />
        </Section>
      </PagePart>
      {!isNew && (
        <PagePart id="signing">
          <SigningSection signing={signing} workspaceName={workspaceName} />
        </PagePart>
      )}
    </>
  );
}

const PARTS = [
  { id: "activity", label: "Activity" },
  { id: "test", label: "Test" },
  { id: "configuration", label: "Configuration" },
  { id: "signing", label: "Signing" },
];
