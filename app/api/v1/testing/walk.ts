import { newId } from "@/lib/ids";
import { openBreaker } from "@/lib/testing/breaker";
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
 * Walks every operation of the document that a server publishes: each example of it, without a body where it may be left
 * out, and the same without a key. Every answer is held to the document. Answers with what each operation came to. The
 * server's database is this process's own too: some states no call brings about.
 */
export async function walkApi(walk: Walk): Promise<Map<string, number[]>> {
  const send = walk.fetch ?? ((request: Request) => fetch(request));
  const text = await (await send(new Request(`${walk.baseUrl}/api/v1/openapi.json`))).text();
  const document = JSON.parse(text) as ApiDocument;
  const { requireDocumented } = validatorOf(document);

  async function call(place: Place, id?: string, body?: unknown, apiKey = walk.apiKey) {
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

  /** Makes a thing that a path's id may speak of, and answers with one of its ids. Throws when it was not made. */
  async function make(path: string, member: string, id?: string, body?: unknown): Promise<string> {
    const { status, json } = await call({ path, method: "post" }, id, body);
    const made = json?.[member];
    if (status >= 200 && status < 300 && typeof made === "string") return made;
    throw new Error(`post ${path} of ${id ?? "nothing"} answered ${status} without ${member}: ${JSON.stringify(json)}`);
  }

  async function idFor(path: string): Promise<string> {
    const webhook = { url: walk.receiver, events: ["credits.low", "workroom.completed"] };
    const id = await make("/api/v1/webhooks", "id", undefined, webhook);
    // Only a receiver that is down is probed.
    if (path.endsWith("/probe")) await openBreaker(id);
    if (path.startsWith("/api/v1/webhooks/")) return id;
    if (path.startsWith("/api/v1/replays/")) {
      const since = new Date(Date.now() - 60_000).toISOString();
      return make("/api/v1/webhooks/{id}/replay", "id", id, { since });
    }
    return make("/api/v1/webhooks/{id}/test", path.startsWith("/api/v1/events/") ? "event_id" : "delivery_id", id);
  }

  const seen = new Map<string, number[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const statuses: number[] = [];
      seen.set(operation.operationId, statuses);
      const media = operation.requestBody?.content["application/json"];
      const examples: unknown[] = Object.values(media?.examples ?? {}).map(({ value }) => value);
      if (!operation.requestBody?.required) examples.push(undefined);
      for (const example of examples) {
        const id = path.includes("{id}") ? await idFor(path) : undefined;
        const keys = operation.security?.length === 0 ? [walk.apiKey] : ["", walk.apiKey];
        for (const key of keys) statuses.push((await call({ path, method }, id, example, key)).status);
      }
    }
  }
  return seen;
}

// URLs and workspaces of examples are nobody's, and an event id of one's own can be used once.
function localized(example: unknown, { receiver, workspaceId }: Walk): unknown {
  const text = JSON.stringify(example, (key, value) => {
    if (key === "url") return receiver;
    if (key === "workspace_id") return workspaceId;
    return key === "id" && String(value).startsWith("evt_") ? newId("event") : value;
  });
  return JSON.parse(text);
}
