import { z } from "zod";
import { isLoopbackHost, maskLastPart } from "./address";
import type { Format } from "./format";
import { judge, type PermanentErrors } from "./judge";
import { slackMessage } from "./slack-message";

const HOSTS = ["hooks.slack.com", "hooks.slack-gov.com"];
const PATH = /^\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]+\/?$/;
const LOOKS_LIKE = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";

const NEW_WEBHOOK = "Create a new one in Slack and paste its URL.";

/** What Slack names in the body of a refusal; none of it heals by trying again. */
const PERMANENT: PermanentErrors = {
  no_service: `this incoming webhook was removed. ${NEW_WEBHOOK}`,
  no_service_id: `the URL lacks a part. ${NEW_WEBHOOK}`,
  no_active_hooks: `this incoming webhook was switched off. Switch it on in the Slack app's settings, or create a new one.`,
  invalid_token: `the last part of the URL is wrong or was revoked. ${NEW_WEBHOOK}`,
  no_team: `the Slack workspace of this URL does not exist any more. ${NEW_WEBHOOK}`,
  team_disabled: "the Slack workspace is switched off. Ask its owner, or use another workspace's webhook.",
  channel_not_found: `the channel was deleted. ${NEW_WEBHOOK}`,
  channel_is_archived: "the channel is archived. Unarchive it in Slack, or make a webhook for another channel.",
  user_not_found: `the person whom this webhook writes to is gone. ${NEW_WEBHOOK}`,
  action_prohibited: "an admin of the Slack workspace does not let apps post here. Ask them to allow it.",
  posting_to_general_channel_denied: "only some people may post to this channel. Make a webhook for another channel.",
  invalid_payload: "Slack could not read the message. Send a test event; if it fails too, tell AtelyaOS support.",
  invalid_blocks:
    "Slack could not read the message's layout. Send a test event; if it fails too, tell AtelyaOS support.",
  no_text: "Slack found no text in the message. Send a test event; if it fails too, tell AtelyaOS support.",
  too_many_attachments: "the message has too many parts for Slack. Tell AtelyaOS support.",
  "410": `Slack says that this webhook is gone for good. ${NEW_WEBHOOK}`,
};

const configSchema = z.object({});

/** Incoming webhooks of Slack: the URL is the whole secret, and only a 200 with the body `ok` is success. */
export const slack: Format<z.infer<typeof configSchema>> = {
  id: "slack",
  label: "Slack",
  summary: "A readable message in a Slack channel.",
  url: {
    label: "Incoming webhook URL",
    placeholder: LOOKS_LIKE,
    help: "In Slack: your app → Incoming Webhooks → Add New Webhook, pick a channel, copy the URL. Whoever has it can post, so it is kept secret.",
    check(url, local) {
      if (local && isLoopbackHost(url.hostname)) {
        return url.pathname.length > "/services/".length && url.pathname.startsWith("/services/")
          ? null
          : `A Slack webhook's path starts with /services/, such as ${url.origin}/services/T00000000/B00000000/XXXXXXXX.`;
      }
      if (/^\/(workflows|triggers)\//.test(url.pathname) && HOSTS.includes(url.hostname)) {
        return `This URL starts a Slack workflow. Use an incoming webhook's instead; it looks like ${LOOKS_LIKE}.`;
      }
      if (url.protocol === "https:" && HOSTS.includes(url.hostname) && PATH.test(url.pathname)) return null;
      return `This is not a Slack incoming webhook. One looks like ${LOOKS_LIKE}.`;
    },
    mask: maskLastPart,
  },
  configSchema,
  render({ event, url }) {
    return {
      method: "POST",
      url,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(slackMessage(event)),
    };
  },
  credentials: () => ({ type: "none" }),
  interpret(response) {
    const body = response.body.trim();
    return judge(response, {
      target: "Slack",
      delivered: "Slack posted the message.",
      permanent: PERMANENT,
      codes: /^[a-z][a-z_]{2,59}$/.test(body) ? [body] : [],
      refusal:
        response.status === 200 && body === "ok"
          ? undefined
          : "that is not Slack's “ok”. Check that the URL is an incoming webhook's.",
    });
  },
  permanentErrors: PERMANENT,
  pace: { perSecond: 1, why: "Slack takes one message a second from each webhook and turns the others away." },
  customSignature: false,
  example: { url: LOOKS_LIKE, config: {} },
};
