import { z } from "zod";
import { TEMPLATE_LENGTH_MAX } from "@/lib/templates/engine";
import { templateProblem } from "@/lib/templates/render";
import { configObject, field } from "./fields";
import { headerNameProblem, headerValueProblem } from "./header-rules";
import { secretText } from "./secret-text";

const HEADERS_MAX = 20;

export const DEFAULT_BODY = `{
  "id": {{ id | json }},
  "event": {{ type | json }},
  "at": {{ timestamp | json }},
  "title": {{ title | json }},
  "text": {{ summary | json }},
  "data": {{ data | json }}
}`;

const headerRow = z
  .object({ name: z.string().trim(), value: z.string().trim() })
  .superRefine(({ name, value }, context) => {
    const authorization =
      name.toLowerCase() === "authorization" ? "Choose bearer, basic or API key under Authentication instead." : null;
    const nameProblem = authorization ?? headerNameProblem(name);
    const valueProblem = value === "" ? "Enter a value, or remove the header." : headerValueProblem(value);
    if (nameProblem) context.addIssue({ code: "custom", path: ["name"], message: nameProblem });
    if (valueProblem) context.addIssue({ code: "custom", path: ["value"], message: valueProblem });
  });

const keyHeader = z
  .string()
  .trim()
  .superRefine((name, context) => {
    const problem = name === "" || name.toLowerCase() === "authorization" ? null : headerNameProblem(name);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

function shownFor(...auth: string[]) {
  return { showWhen: { field: "auth", in: auth }, required: true };
}

/** Whether output of this content type must be JSON. */
export function isJsonType(contentType: string): boolean {
  return /^(application|text)\/([\w.!#$&^-]+\+)?json\s*(;|$)/i.test(contentType);
}

/** Everything that a custom request is made of, besides its URL. */
export const customConfig = configObject({
  method: field(z.enum(["POST", "PUT", "PATCH"]).default("POST"), {
    label: "Method",
    control: "select",
    options: ["POST", "PUT", "PATCH"].map((method) => ({ value: method, label: method })),
  }),
  contentType: field(
    z
      .string()
      .trim()
      .max(200, "A content type has at most 200 characters.")
      .regex(
        /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\w!#$&^.+-]+=("[\x20-\x21\x23-\x7e]*"|[\w!#$&^.+-]+))*$/,
        "Enter a content type, such as application/json or text/xml; charset=utf-8.",
      )
      .refine(
        (type) => !/;\s*charset\s*=\s*(?!"?utf-?8\b)/i.test(type),
        "Bodies are sent in UTF-8: leave the charset out.",
      )
      .default("application/json"),
    {
      label: "Content type",
      placeholder: "application/json",
      help: "A JSON type makes sure that the body is always JSON.",
    },
  ),
  headers: field(
    z
      .array(headerRow)
      .max(HEADERS_MAX, `At most ${HEADERS_MAX} headers.`)
      .refine((rows) => new Set(rows.map(({ name }) => name.toLowerCase())).size === rows.length, {
        error: "A header is there twice. Keep one of the two.",
      })
      .default([]),
    { label: "Headers", control: "headers", help: "Sent as they are. Secrets belong under Authentication." },
  ),
  body: field(
    z
      .string()
      .min(1, 'Enter a body, such as {"text": {{ summary | json }}}.')
      .max(TEMPLATE_LENGTH_MAX, `A template has at most ${TEMPLATE_LENGTH_MAX} characters.`)
      .superRefine((template, context) => {
        const problem = templateProblem(template);
        if (problem) context.addIssue({ code: "custom", message: problem });
      })
      .default(DEFAULT_BODY),
    {
      label: "Body",
      help: "A Liquid template of the event: {{ id }}, {{ type }}, {{ timestamp }}, {{ organization_id }}, {{ workspace_id }}, {{ data }}, {{ title }}, {{ summary }}. In JSON write {{ data.workroom.name | json }}, without quotation marks around it.",
      control: "template",
    },
  ),
  auth: field(z.enum(["none", "basic", "bearer", "header", "oauth2"]).default("none"), {
    label: "Authentication",
    control: "select",
    options: [
      { value: "none", label: "None" },
      { value: "basic", label: "Basic (user name and password)" },
      { value: "bearer", label: "Bearer token" },
      { value: "header", label: "API key in a header" },
      { value: "oauth2", label: "OAuth 2 client credentials" },
    ],
  }),
  username: field(
    z
      .string()
      .max(255, "A user name has at most 255 characters.")
      .regex(/^[^:\p{Cc}]*$/u, "A user name has no colon and no line breaks.")
      .optional(),
    { label: "User name", ...shownFor("basic") },
  ),
  password: field(
    z
      .string()
      .max(4_096, "A password has at most 4,096 characters.")
      .regex(/^\P{Cc}*$/u, "A password has no line breaks.")
      .optional(),
    { label: "Password", secret: true, ...shownFor("basic") },
  ),
  token: field(secretText.optional(), { label: "Token", secret: true, ...shownFor("bearer") }),
  keyHeader: field(keyHeader.optional(), { label: "Header name", placeholder: "X-Api-Key", ...shownFor("header") }),
  keyValue: field(secretText.optional(), { label: "API key", secret: true, ...shownFor("header") }),
  tokenUrl: field(
    z.url({ protocol: /^https?$/, error: "Enter a URL, such as https://auth.example.com/oauth2/token." }).optional(),
    { label: "Token URL", placeholder: "https://auth.example.com/oauth2/token", ...shownFor("oauth2") },
  ),
  clientId: field(secretText.optional(), { label: "Client id", ...shownFor("oauth2") }),
  clientSecret: field(secretText.optional(), { label: "Client secret", secret: true, ...shownFor("oauth2") }),
  scope: field(
    z
      .string()
      .trim()
      .max(1_000, "A scope has at most 1,000 characters.")
      .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, "Scopes are words with spaces between them, such as events.write.")
      .optional(),
    { label: "Scope", placeholder: "events.write", showWhen: { field: "auth", in: ["oauth2"] } },
  ),
}).superRefine(({ headers, auth, keyHeader }, context) => {
  const twin = auth === "header" && headers.findIndex(({ name }) => name.toLowerCase() === keyHeader?.toLowerCase());
  if (typeof twin === "number" && twin >= 0) {
    const message = "This header carries the API key already. Remove it here.";
    context.addIssue({ code: "custom", path: ["headers", twin, "name"], message });
  }
});

export type CustomConfig = z.infer<typeof customConfig>;
