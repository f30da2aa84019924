import { z } from "zod";
import { renderTemplate } from "@/lib/templates/render";
import { Work } from "@/lib/templates/work";
import { isLoopbackHost, maskUrl, withApiPath } from "./address";
import { configObject, field } from "./fields";
import type { Format } from "./format";
import { asText, judge, member, type PermanentErrors, parseJson } from "./judge";
import { basic, bearer, secretText } from "./secret-text";
import { textTemplate, truncate } from "./text-template";

const HOST = /^[a-z0-9][a-z0-9-]*\.zendesk\.com$/;
const PATH = "/api/v2/tickets.json";
const WHOLE_PATH = /\/api\/v2\/tickets(\.json)?$/;
const LOOKS_LIKE = "https://acme.zendesk.com";
const SUBJECT_LENGTH_MAX = 150;
const COMMENT_LENGTH_MAX = 60_000;

/** What only a change of settings heals, by Zendesk's `error` or by status. */
const PERMANENT: PermanentErrors = {
  "422": "it refuses the ticket. Look at the requester, the priority and the tags of this bridge.",
  RecordInvalid: "it refuses the ticket. Look at the requester, the priority and the tags of this bridge.",
  InvalidEndpoint: "there is no ticket API at this address. Check the subdomain.",
  RecordNotFound: "there is no help desk at this address. Check the subdomain.",
  IdempotentRequestError:
    "an earlier attempt of this delivery reached Zendesk with other content. Look for its ticket; resend the delivery to open a new one.",
  InvalidAttribute:
    "it does not know one of the ticket's values. Look at the priority and the requester of this bridge.",
};

const configSchema = configObject({
  subject: field(textTemplate.default("{{ title }}"), {
    label: "Subject",
    help: "{{ title }} is the event's name; any part of the event works, such as {{ data.workroom.name }}.",
    placeholder: "{{ title }}: {{ data.workroom.name }}",
  }),
  comment: field(textTemplate.default("{{ summary }}"), {
    label: "Comment",
    help: "The ticket's first comment. {{ summary }} tells the event in plain text.",
    placeholder: "{{ summary }}",
    control: "textarea",
  }),
  isPublic: field(z.boolean().default(false), {
    label: "Show the comment to the requester",
    help: "Otherwise it is an internal note.",
    control: "checkbox",
  }),
  requesterEmail: field(z.email("Enter an e-mail address, such as ops@acme.com.").optional(), {
    label: "Requester's e-mail",
    help: "Whom the ticket is from. Empty: the account of the credentials.",
    placeholder: "ops@acme.com",
  }),
  requesterName: field(z.string().trim().max(255, "A name has at most 255 characters.").optional(), {
    label: "Requester's name",
    help: "Used when Zendesk does not know the e-mail address yet.",
    placeholder: "AtelyaOS",
  }),
  priority: field(z.enum(["", "low", "normal", "high", "urgent"]).default(""), {
    label: "Priority",
    control: "select",
    options: [
      { value: "", label: "None" },
      { value: "low", label: "Low" },
      { value: "normal", label: "Normal" },
      { value: "high", label: "High" },
      { value: "urgent", label: "Urgent" },
    ],
  }),
  tags: field(
    z
      .array(
        z
          .string()
          .trim()
          .regex(/^[^\s,"'<>&]{1,80}$/, "A tag has no spaces, quotation marks or commas, such as atelyaos."),
      )
      .max(50, "At most 50 tags.")
      .default(["atelyaos"]),
    { label: "Tags", placeholder: "atelyaos", control: "tags" },
  ),
  auth: field(z.enum(["api_token", "oauth"]).default("api_token"), {
    label: "Authentication",
    control: "select",
    options: [
      { value: "api_token", label: "E-mail and API token" },
      { value: "oauth", label: "OAuth access token" },
    ],
  }),
  email: field(z.email("Enter the e-mail address of an agent, such as admin@acme.com.").optional(), {
    label: "Agent's e-mail",
    help: "The account that the API token acts for.",
    placeholder: "admin@acme.com",
    required: true,
    showWhen: { field: "auth", in: ["api_token"] },
  }),
  apiToken: field(secretText.optional(), {
    label: "API token",
    help: "Admin Center → Apps and integrations → APIs → API tokens.",
    required: true,
    secret: true,
    showWhen: { field: "auth", in: ["api_token"] },
  }),
  accessToken: field(secretText.optional(), {
    label: "Access token",
    help: "An OAuth token with the scope tickets:write.",
    required: true,
    secret: true,
    showWhen: { field: "auth", in: ["oauth"] },
  }),
});

/** Tickets of Zendesk Support. The delivery's id is the idempotency key, so that a retry opens no second ticket. */
export const zendesk: Format<z.infer<typeof configSchema>> = {
  id: "zendesk",
  label: "Zendesk",
  summary: "A ticket in Zendesk Support, opened once however often it is tried.",
  url: {
    label: "Zendesk URL",
    placeholder: LOOKS_LIKE,
    help: "Your help desk's address, up to .zendesk.com.",
    check(url, local) {
      if (local && isLoopbackHost(url.hostname)) return null;
      if (!HOST.test(url.hostname)) return `This is not a Zendesk address. One looks like ${LOOKS_LIKE}.`;
      const isKnown = url.pathname === "/" || WHOLE_PATH.test(url.pathname);
      return isKnown ? null : `Leave out what follows the host: ${url.origin}.`;
    },
    mask: maskUrl,
  },
  configSchema,
  templates: ({ subject, comment }) => [
    { field: "subject", template: String(subject) },
    { field: "comment", template: String(comment) },
  ],
  render({ event, config, url, deliveryId }) {
    const work = new Work();
    const { requesterEmail, requesterName, priority, tags } = config;
    const subject = renderTemplate(config.subject, event, { setting: "Subject", work }).replace(/\s+/g, " ").trim();
    const body = renderTemplate(config.comment, event, { setting: "Comment", work }).trim();
    const ticket = {
      subject: truncate(subject || event.type, SUBJECT_LENGTH_MAX),
      comment: { body: truncate(body || event.type, COMMENT_LENGTH_MAX), public: config.isPublic },
      ...(requesterEmail ? { requester: { name: requesterName || requesterEmail, email: requesterEmail } } : {}),
      ...(priority ? { priority } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      external_id: event.id,
    };
    return {
      method: "POST",
      url: withApiPath(url, PATH, WHOLE_PATH),
      headers: { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": deliveryId },
      body: JSON.stringify({ ticket }),
    };
  },
  credentials(config) {
    return config.auth === "oauth"
      ? bearer(config.accessToken)
      : basic(`${config.email ?? ""}/token`, config.apiToken ?? "");
  },
  interpret(response) {
    const body = parseJson(response.body);
    const error = member(body, "error");
    const code = asText(error) ?? asText(member(error, "title"));
    const ticketId = member(member(body, "ticket"), "id");
    const isRepeat = response.headers["x-idempotency-lookup"] === "hit";
    const opened = typeof ticketId === "number" ? `Zendesk opened ticket ${ticketId}` : "Zendesk opened a ticket";
    return judge(response, {
      target: "Zendesk",
      delivered: isRepeat ? `${opened}; an earlier attempt had opened it already.` : `${opened}.`,
      permanent: PERMANENT,
      codes: code && /^[A-Za-z]{3,60}$/.test(code) ? [code] : [],
      said: details(body) ?? asText(member(body, "description")) ?? asText(member(error, "message")) ?? code,
      hints: {
        401: "it refuses the credentials. Check the e-mail address and the API token, and that token access is on.",
        403: "this account may not open tickets. Give it the permission, or use another one.",
        404: "there is no help desk at this address. Check the subdomain.",
      },
    });
  },
  permanentErrors: PERMANENT,
  customSignature: false,
  example: {
    url: LOOKS_LIKE,
    config: {
      subject: "{{ title }}",
      comment: "{{ summary }}",
      isPublic: false,
      requesterEmail: "ops@acme.com",
      requesterName: "AtelyaOS",
      priority: "normal",
      tags: ["atelyaos"],
      auth: "api_token",
      email: "admin@acme.com",
      apiToken: "EXAMPLE0API0TOKEN0OF0ZENDESK",
    },
  },
};

// { "details": { "requester": [{ "description": "Requester: Email: … is invalid" }] } }
function details(body: unknown): string | undefined {
  const all = member(body, "details");
  if (typeof all !== "object" || all === null) return undefined;
  const texts = Object.values(all)
    .flat()
    .flatMap((entry) => asText(member(entry, "description")) ?? []);
  return texts.length > 0 ? texts.join("; ") : undefined;
}
