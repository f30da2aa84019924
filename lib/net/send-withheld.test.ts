import { describe, expect, it } from "vitest";
import { keptServer, sendOnKept } from "@/lib/testing/kept-server";
import { afterTest, local, post, senderFor, sinkForTest } from "@/lib/testing/sender";
import { createSender } from "./send";

describe("leave to start", () => {
  it("is asked for right before the bytes go out, and without it nothing is sent", async () => {
    const target = await sinkForTest();
    let may = true;
    const sender = senderFor(local, ["127.0.0.1"]);
    const url = `http://app.localhost:${target.port}/`;
    const sent = sender.send(post(url, { mayStart: () => may }));
    // The connection takes its time: at the call there was leave.
    may = false;
    expect(await sent).toEqual({
      ok: false,
      withheld: true,
      message: "Nothing was sent.",
      durationMs: expect.any(Number),
    });
    expect(target.requests).toHaveLength(0);
    may = true;
    expect(await sender.send(post(url, { mayStart: () => may }))).toMatchObject({ ok: true });
    expect(await sender.send(post(url, { mayStart: () => false }))).toMatchObject({ ok: false, withheld: true });
    expect(target.requests).toHaveLength(1);
  });

  it("is asked for again before a second try, which cannot undo the first", async () => {
    const target = await keptServer((socket) => socket.destroy());
    let asked = 0;
    const mayStart = () => {
      asked += 1;
      return asked === 1;
    };
    const result = await sendOnKept(senderFor(), target, { mayStart });
    expect(result).toMatchObject({ ok: false, withheld: false, errorClass: "reset" });
    expect(asked).toBe(2);
    expect(target.received).toHaveLength(2);
  });

  it("is no network's failure when asking for it fails", async () => {
    const target = await sinkForTest();
    const mayStart = () => {
      throw new Error("a defect of ours");
    };
    await expect(senderFor().send(post(target.url, { mayStart }))).rejects.toThrow("a defect of ours");
    expect(target.requests).toHaveLength(0);
  });
});

it("a connection that comes after the deadline carries nothing, and is closed", async () => {
  const target = await keptServer(() => undefined);
  let resolved = () => {};
  const waiting = new Promise<void>((resolve) => {
    resolved = resolve;
  });
  const sender = createSender(local, { resolve: () => waiting.then(() => [{ address: "127.0.0.1", family: 4 }]) });
  afterTest(() => sender.close());
  const late = await sender.send(post(`http://app.localhost:${target.server.port}/`, { timeoutMs: 50 }));
  expect(late).toMatchObject({ ok: false, errorClass: "dns" });
  resolved();
  await expect.poll(() => target.server.connections).toBe(1);
  await expect.poll(() => target.server.open).toBe(0);
  expect(target.received).toEqual([]);
});
