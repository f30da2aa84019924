import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export type SinkRequest = {
  method: string;
  /** Path and query, as sent. */
  path: string;
  /** Lower-case names; a repeated header's values are joined with ", ". */
  headers: Record<string, string>;
  /** Names and values alternating, in the order and case of the wire. */
  rawHeaders: readonly string[];
  body: Buffer;
  text: string;
  /** Milliseconds since 1970 when its last byte was there. */
  receivedAt: number;
};

/** What to answer: plain values, or a function that takes the response over (to stall, stream or reset). */
export type SinkAnswer =
  | { status?: number; headers?: OutgoingHttpHeaders; body?: string | Buffer; delayMs?: number }
  | ((request: SinkRequest, response: ServerResponse) => void | Promise<void>);

export type Sink = {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  port: number;
  /** Everything received, oldest first. */
  requests: SinkRequest[];
  /** Sets the answer to requests from now on; the last of several is repeated. The first answer is 200 "ok". */
  answer(...answers: SinkAnswer[]): void;
  /** The first request that the predicate takes, waiting for it. Rejects with what was received after `timeoutMs` (10 s). */
  waitFor(predicate?: (request: SinkRequest) => boolean, options?: { timeoutMs?: number }): Promise<SinkRequest>;
  /** The same for a number of requests. */
  waitForCount(count: number, options?: { timeoutMs?: number }): Promise<SinkRequest[]>;
  clear(): void;
  close(): Promise<void>;
};

const WAIT_MS = 10_000;

/** Starts a real HTTP server on a free loopback port that records every request and answers as programmed. */
export async function startSink(): Promise<Sink> {
  const requests: SinkRequest[] = [];
  let answers: SinkAnswer[] = [{ status: 200, body: "ok" }];
  const listeners = new Set<() => void>();

  const server = createServer(async (incoming, response) => {
    try {
      const request = await record(incoming);
      requests.push(request);
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
      for (const listener of [...listeners]) listener();
      await respond(answer, request, response);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  // Looks again whenever a request has come in: no polling, no sleeping.
  function when<T>(look: () => T | undefined, what: string, timeoutMs = WAIT_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        listeners.delete(check);
        const seen = requests.map(({ method, path }) => `${method} ${path}`).join(", ") || "nothing";
        reject(new Error(`The sink waited ${timeoutMs} ms for ${what}; it received ${seen}.`));
      }, timeoutMs);
      const check = () => {
        const found = look();
        if (found === undefined) return;
        listeners.delete(check);
        clearTimeout(timer);
        resolve(found);
      };
      listeners.add(check);
      check();
    });
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    answer: (...next) => {
      answers = next;
    },
    waitFor: (predicate = () => true, options) => when(() => requests.find(predicate), "a request", options?.timeoutMs),
    waitForCount: (count, options) =>
      when(() => (requests.length >= count ? [...requests] : undefined), `${count} requests`, options?.timeoutMs),
    clear: () => {
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function record(incoming: IncomingMessage): Promise<SinkRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [name, values?.join(", ") ?? ""]);
  return {
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    headers: Object.fromEntries(headers),
    rawHeaders: incoming.rawHeaders,
    body,
    text: body.toString("utf8"),
    receivedAt: Date.now(),
  };
}

async function respond(answer: SinkAnswer, request: SinkRequest, response: ServerResponse): Promise<void> {
  if (typeof answer === "function") return await answer(request, response);
  if (answer.delayMs) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
  response.writeHead(answer.status ?? 200, answer.headers);
  response.end(answer.body ?? "");
}
