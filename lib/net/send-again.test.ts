import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { keptServer, OK_ANSWER, sendOnKept } from "@/lib/testing/kept-server";
import { post, senderFor, urlOf } from "@/lib/testing/sender";

describe("a request that ends on a connection used before, without a byte of an answer", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["is reset", (socket) => socket.resetAndDestroy()],
    ["is ended", (socket) => socket.end()],
    ["is closed", (socket) => socket.destroy()],
  ])("is sent once more at once, the same bytes on a new connection: it %s", async (_, cut) => {
    const target = await keptServer(cut);
    const sender = senderFor();
    const result = await sendOnKept(sender, target, { body: '{"n":2}', headers: { "webhook-id": "evt_1" } });
    expect(result).toMatchObject({ ok: true, status: 200, body: "ok" });
    expect(target.received.map(({ connection }) => connection)).toEqual([1, 1, 2]);
    const [, cutOff, again] = target.received;
    expect(again?.text).toBe(cutOff?.text);
    expect(again?.text).toMatch(/^POST \/ .+webhook-id: evt_1\r\n.+\{"n":2\}$/s);
    await expect.poll(() => target.server.open).toBe(0);
  });

  it("goes out on a connection of its own, not on another idle one that is as dead", async () => {
    const target = await keptServer((socket) => socket.destroy());
    const sender = senderFor();
    const burst = () => Promise.all(Array.from({ length: 5 }, () => sender.send(post(urlOf(target.server)))));
    await burst();
    expect(target.server.connections).toBe(5);
    await new Promise((resolve) => setImmediate(resolve));
    const results = await burst();
    expect(results.map((result) => result.ok && result.status)).toEqual(Array(5).fill(200));
    expect(target.server.connections).toBe(10);
    expect(target.received).toHaveLength(15);
  });

  it("is found dead right before it is written to, and sent for the first time on a new one", async () => {
    const idle: Socket[] = [];
    const target = await keptServer(
      () => undefined,
      (socket) => {
        idle.push(socket);
        socket.write(OK_ANSWER);
      },
    );
    const sender = senderFor();
    for (let i = 0; i < 20; i++) {
      await sender.send(post(urlOf(target.server)));
      await new Promise((resolve) => setImmediate(resolve));
      for (const socket of idle.splice(0)) socket.resetAndDestroy();
      expect(await sender.send(post(urlOf(target.server)))).toMatchObject({ ok: true, status: 200 });
      for (const socket of idle.splice(0)) socket.resetAndDestroy();
    }
  });

  it("is sent twice at most, and what the second connection did is what is told", async () => {
    const closing = await keptServer(
      (socket) => socket.destroy(),
      (socket, connection) => (connection === 1 ? socket.write(OK_ANSWER) : socket.destroy()),
    );
    expect(await sendOnKept(senderFor(), closing)).toMatchObject({ ok: false, errorClass: "reset" });
    expect(closing.server.connections).toBe(2);
    const gone = await keptServer((socket) => {
      socket.destroy();
      void gone.server.close();
    });
    const result = await sendOnKept(senderFor(), gone);
    expect(result).toMatchObject({ ok: false, errorClass: expect.stringMatching(/reset|unreachable/) });
  });

  it("has no more time for both tries than for one", async () => {
    const target = await keptServer(
      (socket) => setTimeout(() => socket.destroy(), 300),
      (socket, connection) => connection === 1 && socket.write(OK_ANSWER),
    );
    const result = await sendOnKept(senderFor(), target, { timeoutMs: 600 });
    expect(result).toMatchObject({ ok: false, errorClass: "timeout", message: expect.stringContaining("600 ms") });
    expect(result.durationMs).toBeLessThan(850);
    expect(target.server.connections).toBe(2);
    await expect.poll(() => target.server.open).toBe(0);
  });

  it("is waited for by a graceful close, even one that begins before its second try", async () => {
    let cut = () => {};
    let answer = () => {};
    const target = await keptServer(
      (socket) => {
        cut = () => socket.destroy();
      },
      (socket, connection) => {
        if (connection === 1) socket.write(OK_ANSWER);
        else answer = () => socket.write(OK_ANSWER);
      },
    );
    const sender = senderFor();
    const sent = sendOnKept(sender, target);
    await expect.poll(() => target.received.length).toBe(2);
    let isClosed = false;
    const closed = sender.close().then(() => {
      isClosed = true;
    });
    cut();
    await expect.poll(() => target.received.length).toBe(3);
    expect(isClosed).toBe(false);
    answer();
    expect(await sent).toMatchObject({ ok: true, status: 200 });
    await closed;
    await expect.poll(() => target.server.open).toBe(0);
  });
});

describe("a request that ends otherwise", () => {
  it("is not sent again on a new connection, nor once a byte of an answer came", async () => {
    const fresh = await keptServer(
      () => undefined,
      (socket) => socket.destroy(),
    );
    expect(await senderFor().send(post(urlOf(fresh.server)))).toMatchObject({ ok: false, errorClass: "reset" });
    expect(fresh.received).toHaveLength(1);
    for (const bytes of ["H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 1", "\r\n"]) {
      const begun = await keptServer((socket) => socket.end(bytes));
      expect(await sendOnKept(senderFor(), begun), bytes).toMatchObject({ ok: false, errorClass: "reset" });
      expect(begun.received, bytes).toHaveLength(2);
    }
    const cut = await keptServer((socket) => {
      socket.write("H");
      socket.resetAndDestroy();
    });
    expect(await sendOnKept(senderFor(), cut)).toMatchObject({ ok: false, errorClass: "reset" });
    expect(cut.received).toHaveLength(2);
    const broken = await keptServer((socket) => socket.end("HTTP/1.1 500 No\r\ncontent-length: 9\r\n\r\nabc"));
    expect(await sendOnKept(senderFor(), broken)).toMatchObject({
      ok: true,
      status: 500,
      bodyBroke: expect.any(String),
    });
    expect(broken.received).toHaveLength(2);
  });

  it("is not sent again when its time was over", async () => {
    const silent = await keptServer(() => undefined);
    expect(await sendOnKept(senderFor(), silent, { timeoutMs: 200 })).toMatchObject({ errorClass: "timeout" });
    expect(silent.received).toHaveLength(2);
    await expect.poll(() => silent.server.open).toBe(0);
  });
});
