import { type ApiDocument, type Place, validatorOf } from "./document";

export type Walk = {
  /** The API's address, without a slash at the end. */
  baseUrl: string;
  apiKey: string;
  workspaceId: string;
  /** Where deliveries may go. */
  receiver: string;
  fetch?: (request: Request) => Promise<Response>;
};

type Json = Record<string, unknown> & { id: string; data: { id: string }[] };

/**
 * Walks every operation of the document that a server publishes: each example of it, and the same without a key. Every
 * answer is held to the document. Answers with what each came to, as "createWebhook 201".
 */
export async function walkApi(walk: Walk): Promise<string[]> {
  const send = walk.fetch ?? ((request: Request) => fetch(request));
  const text = await (await send(new Request(`${walk.baseUrl}/api/v1/openapi.json`))).text();
  const document = JSON.parse(text) as ApiDocument;
  const { requireDocumented } = validatorOf(document);

  async function call(place: Place, id?: string, body?: unknown, apiKey: string | undefined = walk.apiKey) {
    const response = await send(
      new Request(walk.baseUrl + place.path.replace("{id}", id ?? ""), {
        method: place.method.toUpperCase(),
        headers: {
          ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(localized(body, walk)) }),
      }),
    );
    const answer = await response.text();
    const json = answer ? (JSON.parse(answer) as Json) : undefined;
    requireDocumented(place, response, json);
    return { status: response.status, json };
  }

  /** Makes what a path's id speaks of. */
  async function idFor(path: string): Promise<string> {
    const webhook = { url: walk.receiver, events: ["credits.low", "workroom.completed"] };
    const made = await call({ path: "/api/v1/webhooks", method: "post" }, undefined, webhook);
    const id = made.json?.id ?? "";
    if (path.startsWith("/api/v1/webhooks/")) return id;
    if (path.startsWith("/api/v1/replays/")) {
      const since = new Date(Date.now() - 60_000).toISOString();
      const replay = await call({ path: "/api/v1/webhooks/{id}/replay", method: "post" }, id, { since });
      return replay.json?.id ?? "";
    }
    const test = await call({ path: "/api/v1/webhooks/{id}/test", method: "post" }, id);
    return String(path.startsWith("/api/v1/events/") ? test.json?.event_id : test.json?.delivery_id);
  }

  const seen: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const media = operation.requestBody?.content["application/json"];
      const examples = media ? Object.values(media.examples ?? {}).map(({ value }) => value) : [undefined];
      for (const example of examples) {
        const id = path.includes("{id}") ? await idFor(path) : undefined;
        if (operation.security?.length !== 0) {
          seen.push(`${operation.operationId} ${(await call({ path, method }, id, example, "")).status}`);
        }
        seen.push(`${operation.operationId} ${(await call({ path, method }, id, example)).status}`);
      }
    }
  }
  return seen;
}

// URLs and workspaces of examples are nobody's.
function localized(example: unknown, { receiver, workspaceId }: Walk): unknown {
  const text = JSON.stringify(example, (key, value) =>
    key === "url" ? receiver : key === "workspace_id" ? workspaceId : value,
  );
  return JSON.parse(text);
}
