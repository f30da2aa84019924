import { z } from "zod";
import { renderTemplate } from "@/lib/templates/render";
import { isLoopbackHost, maskUrl, withApiPath } from "./address";
import { configObject, field } from "./fields";
import type { Format } from "./format";
import { asText, judge, member, type PermanentErrors, parseJson } from "./judge";
import { bearer, secretText } from "./secret-text";
import { textTemplate, truncate } from "./text-template";

const HOSTS = ["api.intercom.io", "api.eu.intercom.io", "api.au.intercom.io"];
const PATH = "/conversations";
const WHOLE_PATH = /\/conversations$/;
const API_VERSION = "2.16";
const BODY_LENGTH_MAX = 30_000;

const COPY_CONTACT = "Copy the contact's id from Intercom (24 characters) into this bridge.";

/** What only a change of settings heals, by the codes of Intercom's error list. */
const PERMANENT: PermanentErrors = {
  not_found: `there is no such contact in this Intercom workspace. ${COPY_CONTACT}`,
  resource_not_found: `there is no such contact in this Intercom workspace. ${COPY_CONTACT}`,
  parameter_not_found: `it misses something in the request. ${COPY_CONTACT}`,
  parameter_invalid: `it does not take the contact or the text. ${COPY_CONTACT}`,
  bad_request: `it could not use the request. ${COPY_CONTACT}`,
  type_mismatch: `it does not take the contact or the text. ${COPY_CONTACT}`,
  contact_archived: "the contact is archived. Choose another one.",
  api_plan_restricted: "this Intercom plan has no API access for it. Change the plan, or use another workspace.",
  intercom_version_invalid: `the app's API settings refuse version ${API_VERSION}. Tell AtelyaOS support.`,
  "422": `it does not take the contact or the text. ${COPY_CONTACT}`,
};

const configSchema = configObject({
  contactType: field(z.enum(["user", "lead", "contact"]).default("user"), {
    label: "Contact type",
    help: "Intercom opens conversations on behalf of a contact: the one that stands for AtelyaOS.",
    control: "select",
    options: [
      { value: "user", label: "User" },
      { value: "lead", label: "Lead" },
      { value: "contact", label: "Contact" },
    ],
  }),
  contactId: field(
    z
      .string()
      .trim()
      .regex(
        /^[0-9a-f]{24}$/i,
        "Enter Intercom's id of the contact: 24 digits and letters, such as 667d608d8a68186f43bafd70.",
      ),
    { label: "Contact id", placeholder: "667d608d8a68186f43bafd70" },
  ),
  body: field(textTemplate.default("{{ title }}\n\n{{ summary }}"), {
    label: "Message",
    help: "Plain text. {{ title }} and {{ summary }} tell the event; any part of it works, such as {{ data.workroom.name }}.",
    placeholder: "{{ summary }}",
    control: "textarea",
  }),
  accessToken: field(secretText, {
    label: "Access token",
    help: "Intercom Developer Hub → your app → Authentication.",
    required: true,
    secret: true,
  }),
});

/** Conversations of Intercom, opened on behalf of a contact. */
export const intercom: Format<z.infer<typeof configSchema>> = {
  id: "intercom",
  label: "Intercom",
  summary: "A conversation in your Intercom inbox.",
  url: {
    label: "Region's API URL",
    placeholder: "https://api.intercom.io",
    help: "United States: https://api.intercom.io · Europe: https://api.eu.intercom.io · Australia: https://api.au.intercom.io",
    check(url, local) {
      if (local && isLoopbackHost(url.hostname)) return null;
      if (!HOSTS.includes(url.hostname)) {
        return `This is not Intercom's API. Use ${HOSTS.map((host) => `https://${host}`).join(", ")}, by your region.`;
      }
      const isKnown = url.pathname === "/" || WHOLE_PATH.test(url.pathname);
      return isKnown ? null : `Leave out what follows the host: ${url.origin}.`;
    },
    mask: maskUrl,
  },
  configSchema,
  templates: ({ body }) => [{ field: "body", template: String(body) }],
  render({ event, config, url }) {
    const text = renderTemplate(config.body, event, { setting: "Message" }).trim();
    return {
      method: "POST",
      url: withApiPath(url, PATH, WHOLE_PATH),
      headers: { "Content-Type": "application/json", Accept: "application/json", "Intercom-Version": API_VERSION },
      body: JSON.stringify({
        from: { type: config.contactType, id: config.contactId },
        body: truncate(text || event.type, BODY_LENGTH_MAX),
      }),
    };
  },
  credentials: (config) => bearer(config.accessToken),
  interpret(response) {
    const body = parseJson(response.body);
    const errors = member(body, "errors");
    const list: readonly unknown[] = Array.isArray(errors) ? errors : [];
    const id = asText(member(body, "conversation_id"));
    return judge(response, {
      target: "Intercom",
      delivered: id ? `Intercom opened conversation ${id}.` : "Intercom opened a conversation.",
      permanent: PERMANENT,
      codes: list.flatMap((error) => asText(member(error, "code")) ?? []),
      said: asText(member(list[0], "message")),
      hints: {
        401: "it refuses the access token. Copy it anew from the Developer Hub; tokens belong to one region.",
        403: "the app may not write conversations. Give it that permission in the Developer Hub.",
        404: "it found nothing there. Check the region's URL and the contact's id.",
      },
    });
  },
  permanentErrors: PERMANENT,
  customSignature: false,
  example: {
    url: "https://api.intercom.io",
    config: {
      contactType: "user",
      contactId: "667d608d8a68186f43bafd70",
      body: "{{ title }}\n\n{{ summary }}",
      accessToken: "EXAMPLE0ACCESS0TOKEN0OF0INTERCOM",
    },
  },
};
