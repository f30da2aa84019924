import { describe, expect, it } from "vitest";
import { onRequestHead, type RawServer } from "@/lib/testing/raw-server";
import { afterTest, post, rawForTest, senderFor, sinkForTest, strict } from "@/lib/testing/sender";
import { createSender } from "./send";

describe("what comes back", () => {
  const head = (lines: string) => `HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`;

  it("is read no further than 64 KiB, and its true length told where it was announced", async () => {
    const chunk = Buffer.alloc(16 * 1024, "a");
    const endless = (announce: string) =>
      rawForTest((socket) =>
        onRequestHead(socket, () => {
          socket.write(head(announce));
          const more = () => {
            while (
              !socket.destroyed &&
              socket.write(
                announce.startsWith("transfer")
                  ? Buffer.concat([Buffer.from("4000\r\n"), chunk, Buffer.from("\r\n")])
                  : chunk,
              )
            );
          };
          socket.on("drain", more);
          more();
        }),
      );
    const announced = await endless("content-length: 100000000");
    const result = await senderFor().send(post(`http://127.0.0.1:${announced.port}/`, { body: "" }));
    expect(result).toMatchObject({ ok: true, status: 200, bodyBytes: 100_000_000 });
    expect(result.ok && result.body.length).toBe(65_536);
    await expect.poll(() => announced.open).toBe(0);

    const chunked = await endless("transfer-encoding: chunked");
    const cut = await senderFor().send(post(`http://127.0.0.1:${chunked.port}/`, { body: "", responseBytesMax: 1000 }));
    expect(cut.ok && [cut.body.length, cut.bodyBytes > 1000]).toEqual([1000, true]);
    await expect.poll(() => chunked.open).toBe(0);
  });

  it("of exactly the limit is whole, and a character that the limit cuts is left out", async () => {
    const target = await sinkForTest();
    target.answer({ body: "a".repeat(65_536) });
    expect(await senderFor().send(post(target.url))).toMatchObject({
      ok: true,
      bodyBytes: 65_536,
      body: "a".repeat(65_536),
    });
    target.answer({ body: "é".repeat(10) });
    expect(await senderFor().send(post(target.url, { responseBytesMax: 5 }))).toMatchObject({
      body: "éé",
      bodyBytes: 20,
    });
    target.answer({ status: 204 });
    expect(await senderFor().send(post(target.url))).toMatchObject({ status: 204, body: "", bodyBytes: 0 });
  });

  it("is the last answer, not the hints before it", async () => {
    const target = await rawForTest((socket) =>
      onRequestHead(socket, () =>
        socket.write(
          `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head("content-length: 2\r\nset-cookie: a=1\r\nset-cookie: b=2")}ok`,
        ),
      ),
    );
    const result = await senderFor().send(post(`http://127.0.0.1:${target.port}/`, { body: "" }));
    expect(result).toMatchObject({ ok: true, status: 200, body: "ok", headers: { "set-cookie": "a=1, b=2" } });
    expect(result.ok && result.headers.link).toBeUndefined();
  });

  it("is not waited for beyond the time allowed, for headers nor for body", async () => {
    const silent = await rawForTest((socket) => socket.resume());
    const dripping = await rawForTest((socket) =>
      onRequestHead(socket, () => {
        socket.write(head("content-length: 1000000"));
        const timer = setInterval(() => socket.write("a"), 20);
        socket.on("close", () => clearInterval(timer));
      }),
    );
    for (const server of [silent, dripping]) {
      const result = await senderFor().send(post(`http://127.0.0.1:${server.port}/`, { timeoutMs: 200 }));
      expect(result).toMatchObject({ ok: false, errorClass: "timeout", message: expect.stringContaining("200 ms") });
      expect(result.durationMs).toBeGreaterThanOrEqual(195);
      expect(result.durationMs).toBeLessThan(4_000);
      await expect.poll(() => server.open).toBe(0);
    }
  });

  it("is told apart by class when it is no answer", async () => {
    const closing = await rawForTest((socket) => onRequestHead(socket, () => socket.end()));
    const resetting = await rawForTest((socket) => onRequestHead(socket, () => socket.resetAndDestroy()));
    const cut = await rawForTest((socket) =>
      onRequestHead(socket, () => socket.end(`${head("content-length: 10")}abc`)),
    );
    const alien = await rawForTest((socket) => onRequestHead(socket, () => socket.write("SSH-2.0-OpenSSH_9.2\r\n")));
    const heavy = await rawForTest((socket) =>
      onRequestHead(socket, () => socket.write(head(`x: ${"a".repeat(20_000)}`))),
    );
    const gone = await rawForTest(() => undefined);
    await gone.close();
    const expected: [RawServer, string][] = [
      [closing, "reset"],
      [resetting, "reset"],
      [cut, "reset"],
      [alien, "reset"],
      [heavy, "too_large"],
      [gone, "unreachable"],
    ];
    for (const [server, errorClass] of expected) {
      const result = await senderFor().send(post(`http://127.0.0.1:${server.port}/`));
      expect(result).toMatchObject({ ok: false, errorClass });
      if (!result.ok) expect(result.message).toMatch(/^127\.0\.0\.1 .+\.$/);
    }
  });

  it("is a name that is not found, or that DNS answers with nothing", async () => {
    const missing = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND", syscall: "getaddrinfo" });
    for (const answer of [missing, []]) {
      const result = await senderFor(strict, answer).send(post("https://no-such.example.com/"));
      expect(result).toMatchObject({
        ok: false,
        errorClass: "dns",
        message: expect.stringContaining("no-such.example.com"),
      });
    }
    const system = createSender(strict);
    afterTest(() => system.close());
    const result = await system.send(post("https://no-such-host.invalid/", { timeoutMs: 15_000 }));
    expect(result).toMatchObject({ ok: false, errorClass: expect.stringMatching(/dns|unreachable/) });
  });

  it("is not waited for by a name that never resolves", async () => {
    const never = createSender(strict, { resolve: () => new Promise(() => undefined) });
    const quick = await never.send(post("https://slow.example.com/", { timeoutMs: 100 }));
    expect(quick).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(quick.durationMs).toBeLessThan(4_000);
    const connect = await never.send(post("https://slow.example.com/", { timeoutMs: 15_000 }));
    expect(connect).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(connect.durationMs).toBeGreaterThan(4_500);
    expect(connect.durationMs).toBeLessThan(10_000);
  });
});
