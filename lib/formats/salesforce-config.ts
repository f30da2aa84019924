import { z } from "zod";
import { eventPaths } from "./event-paths";
import { configObject, field } from "./fields";
import { secretText } from "./secret-text";

const mappingRow = z.object({
  field: z
    .string()
    .trim()
    .regex(/^[A-Za-z]\w{0,79}$/, "Enter the field's API name in Salesforce, such as Subject or Workroom_Id__c."),
  source: z
    .string()
    .trim()
    .min(1, "Enter what goes into the field, such as data.workroom.name, or a fixed text such as =New.")
    .max(1_000, "This is longer than 1,000 characters.")
    .refine((source) => source === "" || source.startsWith("=") || eventPaths().includes(source), {
      error: (issue) =>
        `No event has ${String(issue.input).slice(0, 60)}. Use a path such as title or data.workroom.name, or = before a fixed text.`,
    }),
});

/** What to make in Salesforce, of what, and as whom. */
export const salesforceConfig = configObject({
  kind: field(z.enum(["record", "platform_event"]).default("record"), {
    label: "What to make",
    help: "A record, such as a task or a custom object; or a platform event, which flows and triggers listen to.",
    control: "select",
    options: [
      { value: "record", label: "Record" },
      { value: "platform_event", label: "Platform event" },
    ],
  }),
  objectName: field(
    z
      .string()
      .trim()
      .regex(/^[A-Za-z]\w{0,79}$/, "Enter the API name, such as Task, Workroom__c or Workroom_Event__e."),
    { label: "Object API name", help: "As in Setup → Object Manager.", placeholder: "Task" },
  ),
  fields: field(
    z
      .array(mappingRow)
      .min(1, "Map at least one field, such as Subject to title.")
      .max(100, "At most 100 fields can be mapped.")
      .default([
        { field: "Subject", source: "title" },
        { field: "Description", source: "summary" },
      ]),
    {
      label: "Fields",
      help: "Which part of the event goes into which field. = before a text makes it a fixed value. What an event lacks is left out.",
      control: "mapping",
      options: eventPaths().map((path) => ({ value: path, label: path })),
    },
  ),
  auth: field(z.enum(["token", "client_credentials"]).default("token"), {
    label: "Authentication",
    control: "select",
    options: [
      { value: "token", label: "Access token" },
      { value: "client_credentials", label: "OAuth client credentials" },
    ],
    help: "Client credentials fetch a new token whenever one expires; a pasted access token ends with its session.",
  }),
  accessToken: field(secretText.optional(), {
    label: "Access token",
    required: true,
    secret: true,
    showWhen: { field: "auth", in: ["token"] },
  }),
  tokenUrl: field(
    z
      .url({ protocol: /^https?$/, error: `Enter a URL such as https://acme.my.salesforce.com/services/oauth2/token.` })
      .optional(),
    {
      label: "Token URL",
      help: "Your My Domain address with /services/oauth2/token.",
      placeholder: `https://acme.my.salesforce.com/services/oauth2/token`,
      required: true,
      showWhen: { field: "auth", in: ["client_credentials"] },
    },
  ),
  clientId: field(secretText.optional(), {
    label: "Consumer key",
    help: "Of a connected app, or external client app, with the client credentials flow switched on.",
    required: true,
    showWhen: { field: "auth", in: ["client_credentials"] },
  }),
  clientSecret: field(secretText.optional(), {
    label: "Consumer secret",
    required: true,
    secret: true,
    showWhen: { field: "auth", in: ["client_credentials"] },
  }),
})
  .refine(({ fields }) => new Set(fields.map(({ field }) => field.toLowerCase())).size === fields.length, {
    path: ["fields"],
    error: "A field is mapped twice. Keep one of the two.",
  })
  .refine(({ kind, objectName }) => (kind === "platform_event") === /__e$/i.test(objectName), {
    path: ["objectName"],
    error: "A platform event's API name ends in __e, such as Workroom_Event__e, and a record's does not.",
  });
