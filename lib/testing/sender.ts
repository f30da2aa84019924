import type { LookupAddress } from "node:dns";
import type { Socket } from "node:net";
import { afterEach } from "vitest";
import { createAddressPolicy } from "@/lib/net/address";
import { createSender, type GuardedRequest, type Sender, type SendResult } from "@/lib/net/send";
import { onRequestHead, type RawServer, startRawServer } from "./raw-server";
import { type Sink, startSink } from "./sink";

/** Public addresses alone. */
export const strict = createAddressPolicy({ allowCidrs: "", allowLoopback: false });
/** Loopback too, as in local mode. */
export const local = createAddressPolicy({ allowCidrs: "", allowLoopback: true });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Ends something after the test. */
export function afterTest(cleanup: () => Promise<void>): void {
  cleanups.push(cleanup);
}

/** A sink for one test. */
export async function sinkForTest(): Promise<Sink> {
  const sink = await startSink();
  afterTest(() => sink.close());
  return sink;
}

/** A raw server for one test. */
export async function rawForTest(onSocket: (socket: Socket) => void, options = {}): Promise<RawServer> {
  const server = await startRawServer(onSocket, options);
  afterTest(() => server.close());
  return server;
}

/** A raw server for one test that answers each request with these bytes (latin-1), and then ends the connection if told. */
export function answering(bytes: string, then?: "end" | "reset"): Promise<RawServer> {
  return rawForTest((socket) =>
    onRequestHead(socket, () =>
      socket.write(bytes, "latin1", () => {
        if (then === "end") socket.end();
        if (then === "reset") socket.resetAndDestroy();
      }),
    ),
  );
}

/** A sender whose names resolve as told: one list of addresses a question, the last one again and again. */
export function senderFor(policy = local, ...answers: (string[] | Error)[]): Sender & { asked: string[] } {
  const asked: string[] = [];
  const resolve = async (host: string): Promise<LookupAddress[]> => {
    const answer = answers[Math.min(asked.push(host) - 1, answers.length - 1)] ?? [];
    if (answer instanceof Error) throw answer;
    return answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  const sender = createSender(policy, { resolve });
  afterTest(() => sender.close());
  return { ...sender, asked };
}

/** Sends a POST of "{}" to a server of `rawForTest` or `answering`. */
export function sendTo(server: RawServer, more: Partial<GuardedRequest> = {}): Promise<SendResult> {
  return senderFor().send(post(urlOf(server), more));
}

/** The URL of a server of `rawForTest` or `answering`. */
export function urlOf(server: RawServer): string {
  return `http://127.0.0.1:${server.port}/`;
}

/** A POST of "{}" as JSON. */
export function post(url: string, more: Partial<GuardedRequest> = {}): GuardedRequest {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/json" },
    body: "{}",
    timeoutMs: 5_000,
    ...more,
  };
}
