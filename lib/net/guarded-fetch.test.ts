import { expect, it } from "vitest";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createAddressPolicy } from "./address";
import { guardedFetch, NoAnswerError } from "./guarded-fetch";

const options = {
  policy: createAddressPolicy({ allowCidrs: "", allowLoopback: true }),
  timeoutMs: 400,
  responseBytesMax: 1024,
};

async function withSink(work: (sink: Sink) => Promise<void>) {
  const sink = await startSink();
  await work(sink).finally(() => sink.close());
}

it("sends and answers as fetch does: headers of any kind, a form, an error's body, no body at all", async () => {
  await withSink(async (sink) => {
    const fetch = guardedFetch(options);
    sink.answer({ status: 404, headers: { "x-told": "yes" }, body: "no such thing" }, { status: 204 });
    const answer = await fetch(`${sink.url}/token`, {
      method: "post",
      headers: new Headers({ "content-type": "application/x-www-form-urlencoded" }),
      body: new URLSearchParams({ a: "b c" }),
    });
    expect([answer.status, answer.headers.get("x-told"), await answer.text()]).toEqual([404, "yes", "no such thing"]);
    expect(sink.requests[0]).toMatchObject({ method: "POST", path: "/token", text: "a=b+c" });
    expect(sink.requests[0]?.headers["user-agent"]).toBe("AtelyaOS-Webhooks/1");
    expect((await fetch(new URL(sink.url), { method: "DELETE" })).status).toBe(204);
  });
});

it("follows no redirect, reads no more than its limit, waits no longer than its time, and reaches no private address", async () => {
  await withSink(async (sink) => {
    const fetch = guardedFetch(options);
    sink.answer({ status: 307, headers: { location: `${sink.url}/elsewhere` } });
    expect((await fetch(sink.url, { method: "POST", body: "{}" })).status).toBe(307);
    expect(sink.requests).toHaveLength(1);
    sink.answer({ body: "x".repeat(1025) });
    await expect(fetch(sink.url)).rejects.toThrow("more than 1 KiB");
    sink.answer(() => undefined);
    await expect(fetch(sink.url)).rejects.toThrow(NoAnswerError);
    const closed = guardedFetch({ ...options, policy: createAddressPolicy({ allowCidrs: "", allowLoopback: false }) });
    await expect(closed(sink.url)).rejects.toThrow("could not be reached");
  });
});

it("takes no answer for whole that broke off, and none for one that has no status of http", async () => {
  await withSink(async (sink) => {
    const fetch = guardedFetch(options);
    sink.answer((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    await expect(fetch(sink.url)).rejects.toThrow("closed the connection before its answer's body was complete");
    sink.answer({ status: 999, body: "odd" });
    await expect(fetch(sink.url)).rejects.toThrow(NoAnswerError);
  });
});
