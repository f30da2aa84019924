import { SECOND_MS } from "@/lib/time";
import { EVENT_TYPE } from "./publisher";

const TIMEOUT_MS = 30 * SECOND_MS;

type List<T> = { data: T[] };
type EventType = { type: string; example: { data: { workroom: object } } };

/** The little of the public API that a cell needs, at an app's address. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** The first workspace's id, and an example of the published type's data. */
  async whatToPublish(): Promise<{ workspaceId: string; data: EventType["example"]["data"] }> {
    const workspaces = await this.call<List<{ id: string }>>("GET", "/workspaces");
    const types = await this.call<List<EventType>>("GET", "/event-types");
    const example = types.data.find(({ type }) => type === EVENT_TYPE)?.example;
    if (!workspaces.data[0] || !example) throw new Error("the app has no workspace, or not the event type");
    return { workspaceId: workspaces.data[0].id, data: example.data };
  }

  /** Registers a destination and returns its id. */
  async subscribe(url: string, rateLimitPerSecond?: number): Promise<string> {
    const limit = rateLimitPerSecond ? { rate_limit_per_second: rateLimitPerSecond } : {};
    return (await this.call<{ id: string }>("POST", "/webhooks", { url, events: [EVENT_TYPE], ...limit })).id;
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
