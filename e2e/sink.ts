import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came in over the socket. Header names are in lower case; `body` holds the exact bytes. */
export type SinkRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Unix time in ms when the last byte arrived. */
  at: number;
};

/** What the sink does with a request. `instead` gives no answer at all: an open socket for ever, or a torn one. */
export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  delayMs?: number;
  instead?: "hang" | "reset";
};

type Waiter = { path: string; count: number; resolve(requests: SinkRequest[]): void };

const WAIT_MS = 20_000;

/** A real HTTP server that stands for somebody's webhook receiver: it answers as told, path by path, and keeps every byte. */
export class Sink {
  readonly #server: Server;
  readonly #answers = new Map<string, Answer[]>();
  readonly #requests: SinkRequest[] = [];
  readonly #waiters = new Set<Waiter>();

  private constructor(server: Server) {
    this.#server = server;
    // A sender that is killed in mid-request tears its socket: such a request never arrived.
    server.on("request", (request, response) => void this.#serve(request, response).catch(() => response.destroy()));
  }

  /** Listens on a free port of the loopback address. */
  static async start(): Promise<Sink> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Sink(server);
  }

  /** The address for a path such as "/hook". */
  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** Answers a path's next requests in this order; the last answer stays. Unless told, everything is answered 200 "ok". */
  answer(path: string, ...answers: Answer[]): void {
    this.#answers.set(path, [...answers]);
  }

  /** Everything that came to a path so far, oldest first. */
  requests(path: string): SinkRequest[] {
    return this.#requests.filter((request) => request.path === path);
  }

  /** Resolves once a path has had `count` requests; rejects after 20 s (or `waitMs`) and tells how many came. */
  received(path: string, count = 1, waitMs = WAIT_MS): Promise<SinkRequest[]> {
    const here = this.requests(path);
    if (here.length >= count) return Promise.resolve(here);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`${path} had ${this.requests(path).length} of ${count} requests after ${waitMs} ms`));
      }, waitMs);
      const waiter: Waiter = {
        path,
        count,
        resolve(requests) {
          clearTimeout(timer);
          resolve(requests);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = new URL(request.url ?? "/", "http://sink").pathname;
    this.#record({
      method: request.method ?? "",
      path,
      headers: flatten(request.headers),
      body: Buffer.concat(chunks),
      at: Date.now(),
    });
    const answer = this.#next(path);
    if (answer.instead === "hang") return;
    if (answer.instead === "reset") return void request.socket.resetAndDestroy();
    setTimeout(() => {
      response.writeHead(answer.status ?? 200, { "content-type": "text/plain", ...answer.headers });
      response.end(answer.body ?? "ok");
    }, answer.delayMs ?? 0);
  }

  #next(path: string): Answer {
    const queue = this.#answers.get(path) ?? [];
    return (queue.length > 1 ? queue.shift() : queue[0]) ?? {};
  }

  #record(request: SinkRequest): void {
    this.#requests.push(request);
    for (const waiter of this.#waiters) {
      const here = this.requests(waiter.path);
      if (here.length < waiter.count) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(here);
    }
  }
}

function flatten(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
