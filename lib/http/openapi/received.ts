import { catalogue, type EventTypeName, SUBSCRIBABLE_TYPES } from "@/lib/events/catalogue";
import { eventJsonSchema } from "@/lib/events/json-schema";
import type { Components, JsonSchema } from "./schemas";

/** What webhooks receive: one entry an event type, whose `data` is typed. */
export function receivedEvents(components: Components): Record<string, JsonSchema> {
  return Object.fromEntries(SUBSCRIBABLE_TYPES.map((type) => [type, { post: entryOf(type, components) }]));
}

function entryOf(type: EventTypeName, components: Components): JsonSchema {
  const { title, description, example } = catalogue[type];
  const name = type.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase());
  components.set(`${name}Data`, eventJsonSchema(type));
  const schema = {
    allOf: [
      { $ref: "#/components/schemas/Event" },
      {
        type: "object",
        properties: { type: { const: type }, data: { $ref: `#/components/schemas/${name}Data` } },
        required: ["type", "data"],
      },
    ],
  };
  return {
    operationId: `receive${name}`,
    summary: title,
    description,
    security: [],
    parameters: ["WebhookId", "WebhookTimestamp", "WebhookSignature", "Signature", "SignaturePrevious"].map(
      (header) => ({
        $ref: `#/components/parameters/${header}`,
      }),
    ),
    requestBody: { required: true, content: { "application/json": { schema, example } } },
    responses: {
      "2XX": { description: "Taken. Any other answer, and none within the time, is tried again." },
      "410": { description: "Gone for good: the webhook is disabled." },
    },
  };
}

/** The headers of a delivery, as parameters. */
export const receivedHeaders: Record<string, JsonSchema> = {
  WebhookId: header("webhook-id", "The event's id, the same for every attempt and resend: take it only once."),
  WebhookTimestamp: header("webhook-timestamp", "Unix seconds of this attempt."),
  WebhookSignature: header(
    "webhook-signature",
    "Standard Webhooks 1.0.0: `v1,` and base64 of HMAC-SHA256, one a live secret, separated by spaces.",
  ),
  Signature: header("X-AtelyaOS-Signature", "Hex of HMAC-SHA256 of the raw body, keyed by the secret's text."),
  SignaturePrevious: {
    ...header("X-AtelyaOS-Signature-Previous", "The same with the previous secret, while a rotation overlaps."),
    required: false,
  },
};

function header(name: string, description: string): JsonSchema {
  return { name, in: "header", required: true, description, schema: { type: "string" } };
}
