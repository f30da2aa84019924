import { afterEach, expect, test } from "vitest";
import { type Sink, startSink } from "./sink";

let sink: Sink;
afterEach(() => sink.close());

test("records the exact bytes and answers as programmed, the last answer again", async () => {
  sink = await startSink();
  sink.answer({ status: 503, headers: { "retry-after": "2" }, body: "later" }, { status: 204 });
  const sent = Buffer.from('{"a":"ü \\u0000"}\n');
  const first = await fetch(`${sink.url}/hook?x=1`, { method: "PUT", body: sent, headers: { "X-Mine": "yes" } });
  expect(first.status).toBe(503);
  expect(first.headers.get("retry-after")).toBe("2");
  expect(await first.text()).toBe("later");
  expect((await fetch(sink.url)).status).toBe(204);
  expect((await fetch(sink.url)).status).toBe(204);
  const request = await sink.waitFor((candidate) => candidate.method === "PUT");
  expect(request.path).toBe("/hook?x=1");
  expect(request.body.equals(sent)).toBe(true);
  expect(request.headers["x-mine"]).toBe("yes");
});

test("waits for what is still to come, and says what came instead", async () => {
  sink = await startSink();
  const waiting = sink.waitForCount(2);
  await fetch(`${sink.url}/one`);
  await fetch(`${sink.url}/two`);
  expect((await waiting).map((request) => request.path)).toEqual(["/one", "/two"]);
  await expect(sink.waitFor((request) => request.path === "/three", { timeoutMs: 1 })).rejects.toThrow(
    "it received GET /one, GET /two",
  );
});
