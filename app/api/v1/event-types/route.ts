import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import { eventJsonSchema } from "@/lib/events/json-schema";
import { apiRoute } from "@/lib/http/route";

/** The catalogue: `schema` is the JSON Schema of an event's `data`, `example` a whole envelope. */
export const GET = apiRoute({
  handle: async () => {
    const data = EVENT_TYPES.map((type) => {
      const { description, stable, example } = catalogue[type];
      return { type, description, stable, schema: eventJsonSchema(type), example };
    });
    return { body: { data, next_cursor: null } };
  },
});
