import createClient from "openapi-fetch";
// Made of /api/v1/openapi.json by openapi-typescript.
import type { paths } from "./api-types.js";

type Connection = { baseUrl: string; apiKey: string; fetch?: (request: Request) => Promise<Response> };

/** What an integrator writes on the first day. */
export function connect({ baseUrl, apiKey, fetch }: Connection) {
  const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${apiKey}` }, fetch });

  return {
    async register(url: string) {
      const { data, error } = await api.POST("/api/v1/webhooks", {
        params: { header: { "Idempotency-Key": "first-day" } },
        body: {
          url,
          events: ["workroom.completed", { type: "credits.low" }],
          metadata: { team: "orders" },
        },
      });
      if (error) throw new Error(error.errors.map(({ path, message }) => `${path} ${message}`).join());
      return { id: data.id, secret: data.secret };
    },

    async rotate(id: string): Promise<string> {
      const { data, error } = await api.POST("/api/v1/webhooks/{id}/rotate-secret", {
        params: { path: { id } },
        body: { overlap_seconds: 3_600 },
      });
      if (error) throw new Error(error.detail);
      return data.secret;
    },

    async endOverlap(id: string): Promise<string | null> {
      const { data, error } = await api.DELETE("/api/v1/webhooks/{id}/secrets/previous", { params: { path: { id } } });
      if (error) throw new Error(error.detail);
      return data.previous_secret_expires_at;
    },

    async deliveries(id: string) {
      const { data, error } = await api.GET("/api/v1/webhooks/{id}/deliveries", {
        params: { path: { id }, query: { status: "delivered", limit: 10 } },
      });
      if (error) throw new Error(error.detail);
      return data.data.map(({ id, event_type, attempt_count }) => ({ id, event_type, attempt_count }));
    },

    async resend(deliveryId: string) {
      const { data, error } = await api.POST("/api/v1/deliveries/{id}/resend", {
        params: { path: { id: deliveryId } },
      });
      if (error) throw new Error(error.detail);
      return data.resend_of_id;
    },

    async remove(id: string): Promise<number> {
      const { response, error } = await api.DELETE("/api/v1/webhooks/{id}", { params: { path: { id } } });
      if (error) throw new Error(error.detail);
      return response.status;
    },
  };
}
