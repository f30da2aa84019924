import { authorize, type Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { slack } from "@/lib/formats/slack";
import { findConnection } from "./find";
import { openSecrets } from "./sealed";

/** The incoming webhook that came with a Slack account, and the format that speaks to it. `url` is a secret: it goes from here to a bridge's sealed column alone. */
export type SlackWebhook = { formatId: string; url: string; urlMasked: string; channel: string };

/**
 * The webhook of a workspace's Slack connection, for a bridge to be made of it. Throws `forbidden` unless the actor may
 * manage the organization, and `not_found` for a connection of another workspace or one without a webhook.
 */
export async function slackWebhook(
  ctx: Context,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): Promise<SlackWebhook> {
  authorize(ctx, "organization:manage");
  const row = await findConnection(ctx, connectionId, ["slack"]);
  const { webhookUrl: url } = openSecrets(row);
  if (row.workspaceId !== workspaceId || typeof url !== "string") throw notFound("connection");
  const { channel } = row.config as { channel?: string };
  return { formatId: slack.id, url, urlMasked: slack.url.mask(new URL(url)), channel: channel ?? row.name };
}
