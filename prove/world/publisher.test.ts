import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Publisher } from "./publisher";

type Seen = { key: string | undefined; body: { id?: string; data: { workroom: { id: string } } } };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A publisher at an API that gives these answers one after the other; the last is repeated. */
async function publisherAt(...answers: ((response: ServerResponse) => void)[]) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = request.headers["idempotency-key"];
    seen.push({ key: key && String(key), body: JSON.parse(Buffer.concat(chunks).toString()) });
    answers[Math.min(seen.length, answers.length) - 1]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close().closeAllConnections());
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publisher = new Publisher({
    ...{ apiKey: "atl_test", workspaceId: "ws_1", data: { workroom: { id: "wr_example" } } },
    targets: () => [target],
    signal: new AbortController().signal,
  });
  return { publisher, seen };
}

const answer =
  (status: number, body: object = {}, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const accepted = answer(202, { data: [{ id: "evt_1", type: "workroom.completed", deliveries: 20 }] });
const dropped = (response: ServerResponse) => response.destroy();

test("a publish without a 202 is sent again as the same publish, by its own id or its key", async () => {
  const { publisher, seen } = await publisherAt(answer(500), dropped, accepted, dropped, accepted);
  await publisher.publish(1);
  await publisher.publish(1);
  const [first, second] = publisher.events;
  expect(seen.map(({ body }) => body.data.workroom.id)).toEqual([
    ...[first?.key, first?.key, first?.key],
    ...[second?.key, second?.key],
  ]);
  expect(seen.map(({ body }) => body.id)).toEqual([...Array(3).fill(`evt_${first?.key}`), undefined, undefined]);
  expect(seen.map(({ key }) => key)).toEqual([undefined, undefined, undefined, second?.key, second?.key]);
  expect(publisher.events).toMatchObject([{ id: "evt_1", deliveries: 20 }, { id: "evt_1" }]);
  expect(publisher.requests.map(({ status }) => status)).toEqual([500, "no answer", 202, "no answer", 202]);
});

test("what an error says of itself is noted", async () => {
  const problem = answer(503, { type: "https://example.com/unavailable" }, { "retry-after": "1" });
  const { publisher } = await publisherAt(problem, accepted);
  await publisher.publish(1);
  expect(publisher.requests[0]).toMatchObject({
    ...{ status: 503, hasRetryAfter: true, problemType: "https://example.com/unavailable" },
  });
});

test("a refusal is not repeated, and the event counts as given up", async () => {
  const { publisher, seen } = await publisherAt(answer(422));
  await publisher.publish(1);
  expect(seen).toHaveLength(1);
  expect(publisher.events).toMatchObject([{ wasGivenUp: true }]);
});

test("the load is steady and ends: after stop() nothing is begun", async () => {
  const { publisher, seen } = await publisherAt(accepted);
  publisher.start(200);
  await expect.poll(() => seen.length).toBeGreaterThan(20);
  await publisher.stop();
  expect(publisher.events.every(({ answeredAt }) => answeredAt !== undefined)).toBe(true);
  expect(publisher.events).toHaveLength(seen.length);
});
