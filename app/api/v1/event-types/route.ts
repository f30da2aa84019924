import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import { eventJsonSchema } from "@/lib/events/json-schema";
import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { listEventTypes } from "@/lib/http/operations/catalogue";

export const GET = operationRoute(listEventTypes, async () => {
  const data = EVENT_TYPES.map((type) => {
    const { description, stable, example } = catalogue[type];
    return { type, description, stable, schema: eventJsonSchema(type), example };
  });
  return { body: { data, next_cursor: null } };
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
