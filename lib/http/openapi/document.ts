import { TAGS } from "../operation";
import { operations } from "../operations";
import { pathsOf } from "./paths";
import { problem } from "./problems";
import { receivedEvents, receivedHeaders } from "./received";
import { type Components, type JsonSchema, jsonSchemaOf } from "./schemas";

export const API_VERSION = "1.0.0";

const DESCRIPTION = `Publish events, register webhooks for them from code, and see what became of every delivery.

**Keys.** Send \`Authorization: Bearer atl_…\` with a key of Settings → Developers. A key that is restricted to workspaces
sees, filters and receives only those.

**Lists** answer \`{ "data": […], "next_cursor" }\`; give \`next_cursor\` as \`cursor\` for the next page.

**Repeats.** A POST with an \`Idempotency-Key\` is done once in 24 hours: a repeat answers as the first did.

**Changes** keep what others changed at the same time: a PATCH writes the fields that it names and no other. One that
must not lie over another's names the version that it saw with \`If-Match\`.

**Refusals** are \`application/problem+json\` with every field that is wrong. An unknown field or parameter is refused.

**Signatures.** What webhooks receive is signed by [Standard Webhooks](https://www.standardwebhooks.com) 1.0.0: use any of
its libraries with the webhook's secret.`;

/** The OpenAPI 3.1 document of the public API, drawn from the very schemas and operations that answer. `serverUrl` is the app's own. */
export function openApiDocument(serverUrl: string): JsonSchema {
  const components: Components = new Map();
  jsonSchemaOf(problem, "output", components);
  const paths = pathsOf(operations, components);
  const webhooks = receivedEvents(components);
  return {
    openapi: "3.1.0",
    info: { title: "AtelyaOS Webhooks", version: API_VERSION, description: DESCRIPTION },
    servers: [{ url: serverUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{ apiKey: [] }],
    paths,
    webhooks,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key, `atl_…`." } },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY, IfMatch: IF_MATCH, ...receivedHeaders },
      headers: HEADERS,
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "1 to 255 visible ASCII characters of your choice, such as a UUID. A repeat answers as the first did.",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
};

const IF_MATCH = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The ETag of the version that you saw. Where it is not the newest any more, nothing changes and the answer is 412. `*` takes any version; several are separated by commas.",
  schema: { type: "string", examples: ['"3"'] },
};

const count = (description: string) => ({ description, schema: { type: "integer" } });

const HEADERS = {
  RequestId: { description: "Names this request.", schema: { type: "string" } },
  RateLimitLimit: count("Requests that the key may send at once."),
  RateLimitRemaining: count("How many of them are left."),
  RateLimitReset: count("Seconds until all of them are back."),
  RetryAfter: count("Seconds to wait."),
};
