import { type ClientAuth, ClientSecretPost, type TokenEndpointResponse } from "oauth4webapi";
import { z } from "zod";
import { slack as slackFormat } from "@/lib/formats/slack";
import type { AccountResult, OauthProvider } from "./provider";

// docs.slack.dev: oauth.v2.access. A key is absent where the app does not have its scope.
const answerShape = z.object({
  team: z.object({ id: z.string().min(1), name: z.string().optional() }).optional(),
  enterprise: z.object({ id: z.string().min(1), name: z.string().optional() }).optional(),
  incoming_webhook: z
    .object({
      url: z.string(),
      channel: z.string().max(200).optional(),
      channel_id: z.string().max(64).optional(),
      configuration_url: z.string().max(2048).optional(),
    })
    .optional(),
});

const TRY_LATER = "Slack had trouble of its own. Try again in a few minutes.";
const AGAIN = "Connect once more.";

/** Slack: no PKCE (turning it on makes an app public for good), comma-separated scopes, errors as 200 with ok: false. */
export const slack: OauthProvider = {
  id: "slack",
  purpose: "Post to a channel: a bridge needs no URL to be copied.",
  issuer: "https://slack.com",
  endpoints: {
    authorize: "https://slack.com/oauth/v2/authorize",
    token: "https://slack.com/api/oauth.v2.access",
    revoke: "https://slack.com/api/auth.revoke",
  },
  scopes: [
    { name: "incoming-webhook", words: "Post to the channel that was picked" },
    { name: "chat:write", words: "Post as the app where it was invited" },
  ],
  scopeSeparator: ",",
  authorizeParams: { user_scope: "" },
  pkce: false,
  idToken: false,
  body: "form",
  // Slack compares the Basic header's parts as they are, while the RFC has them form-encoded.
  clientAuth: ClientSecretPost,
  revokeAuth: () => bearerOfTheToken,
  account,
  errors: {
    invalid_code: `The consent ran out after ten minutes, or is not one of this app. ${AGAIN}`,
    code_already_used: `The consent was used already. ${AGAIN}`,
    bad_redirect_uri:
      "The redirect URI is not registered in the Slack app. Add it under OAuth & Permissions, as shown.",
    oauth_authorization_url_mismatch: `The consent was given at another kind of address. ${AGAIN}`,
    bad_client_secret: "The client secret is wrong. Whoever runs AtelyaOS can set SLACK_CLIENT_SECRET anew.",
    invalid_client_id: "The client id is wrong. Whoever runs AtelyaOS can set SLACK_CLIENT_ID anew.",
    invalid_scope: "The Slack app lacks a permission. Add incoming-webhook and chat:write under OAuth & Permissions.",
    no_scopes: "The Slack app has no permissions. Add incoming-webhook and chat:write under OAuth & Permissions.",
    invalid_team_for_non_distributed_app:
      "The Slack app may be installed only where it was made. Turn on public distribution in its settings.",
    app_not_approved: "An admin of the Slack workspace has to approve the app first. Ask one of them.",
    org_login_required: "The Slack workspace is moving to an organization. Try again when that is done.",
    team_access_not_granted: "The app was not given access to this Slack workspace. Ask one of its admins.",
    team_added_to_org: "The Slack workspace is moving to an organization. Try again when that is done.",
    ekm_access_denied: "The Slack workspace's admins have suspended access to its messages. Ask one of them.",
    accesslimited: "Access to this Slack workspace is limited. Ask one of its admins.",
    invalid_refresh_token: `The access ended in Slack. ${AGAIN}`,
    token_expired: `The access ran out. ${AGAIN}`,
    token_revoked: `The access was revoked in Slack. ${AGAIN}`,
    account_inactive: "The app was removed from the Slack workspace. Connect once more to install it again.",
    invalid_auth: `Slack does not know the access any more. ${AGAIN}`,
    ratelimited: "Slack has had too many requests. Try again in a few minutes.",
    fatal_error: TRY_LATER,
    internal_error: TRY_LATER,
    request_timeout: TRY_LATER,
    service_unavailable: TRY_LATER,
  },
  deadGrants: ["invalid_refresh_token", "token_expired", "token_revoked", "account_inactive", "invalid_auth"],
  goneTokens: ["token_revoked", "token_expired", "account_inactive", "invalid_auth"],
  removeAt: "Slack, under Apps → Manage",
};

// auth.revoke takes the token that it ends as its authorization, and no parameter.
const bearerOfTheToken: ClientAuth = (_server, _client, body, headers) => {
  headers.set("authorization", `Bearer ${body.get("token") ?? ""}`);
  body.delete("token");
};

function account(answer: TokenEndpointResponse): AccountResult {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) return "wrong_answer";
  const { team, enterprise, incoming_webhook: webhook } = parsed.data;
  // Installed for a whole Enterprise organization, there is no team.
  const owner = team ?? enterprise;
  if (!owner) return "wrong_answer";
  const config: Record<string, string> = {};
  if (webhook?.channel) config.channel = webhook.channel;
  if (webhook?.channel_id) config.channelId = webhook.channel_id;
  if (isSlackPage(webhook?.configuration_url)) config.configurationUrl = webhook.configuration_url;
  const found = { id: owner.id, name: owner.name || owner.id, config };
  if (!webhook) return found;
  if (!isSlackWebhook(webhook.url)) return { problem: "webhook_host", id: owner.id };
  return { ...found, webhookUrl: webhook.url };
}

// Held to what a bridge's form asks of a pasted one, and never to this machine.
function isSlackWebhook(text: string): boolean {
  return URL.canParse(text) && slackFormat.url.check(new URL(text), false) === null;
}

function isSlackPage(text: string | undefined): text is string {
  if (text === undefined || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" && /(^|\.)slack(-gov)?\.com$/.test(hostname);
}
