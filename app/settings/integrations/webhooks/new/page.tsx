import type { Metadata } from "next";
import { orNotFound } from "@/app/settings/or-not-found";
import { newBridgeValues } from "@/components/bridges/form-values";
import { NewBridge } from "@/components/bridges/new-bridge";
import { firstEventType, toPreviewInput } from "@/components/bridges/preview-input";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { eventFamilyOptions, formatOptions } from "@/lib/bridges/form-options";
import { previewBridge } from "@/lib/bridges/preview-bridge";
import { slackWebhook } from "@/lib/connections/slack-webhook";
import type { Context } from "@/lib/context";

export const metadata: Metadata = { title: "Add webhook bridge" };

type Props = { searchParams: Promise<{ connection?: string | string[] }> };

export default async function NewBridgePage({ searchParams }: Props) {
  const { ctx, workspace } = await requireViewer();
  const { connection } = await searchParams;
  const formats = formatOptions();
  const canOffer = connection !== undefined && ctx.permissions.has("organization:manage");
  const offer = canOffer ? await offerOf(ctx, workspace.id, String(connection)) : undefined;
  const format = formats.find(({ id }) => id === offer?.format) ?? formats[0];
  const initial = { ...newBridgeValues(format), name: offer?.channel ?? "" };
  const opened = { eventType: firstEventType([]), storedUrl: offer?.urlMasked ?? "", storedSecrets: [] };
  const initialPreview = await previewBridge(ctx, toPreviewInput(initial, format, opened));
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "Integrations", href: "/settings/integrations" },
          { label: "Webhooks", href: "/settings/integrations/webhooks" },
        ]}
        title="Add webhook bridge"
        description={`Events of ${workspace.name} will be sent to one destination, signed and retried.`}
      />
      {ctx.permissions.has("webhooks:write") ? (
        <NewBridge
          formats={formats}
          families={eventFamilyOptions()}
          initial={initial}
          initialPreview={initialPreview}
          offer={offer}
        />
      ) : (
        <Banner tone="neutral">Only owners and admins can add a bridge. Ask one of them.</Banner>
      )}
    </>
  );
}

// What a Slack account offers, without its URL: the server takes that when the form is saved.
async function offerOf(ctx: Context, workspaceId: string, connectionId: string) {
  const { channel, urlMasked } = await orNotFound(slackWebhook(ctx, { workspaceId, connectionId }));
  return { connectionId, format: "slack", channel, urlMasked };
}
