import { describe, expect, it } from "vitest";
import { onRequestHead, type RawServer } from "@/lib/testing/raw-server";
import { post, rawForTest, senderFor, sinkForTest } from "@/lib/testing/sender";

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

  it("is not waited for beyond the time allowed, for headers nor for body", async () => {
    const silent = await rawForTest((socket) => socket.resume());
    const dripping = await rawForTest((socket) =>
      onRequestHead(socket, () => {
        socket.write(head("content-length: 1000000"));
        const timer = setInterval(() => socket.write("a"), 20);
        socket.on("close", () => clearInterval(timer));
      }),
    );
    const hinting = await rawForTest((socket) =>
      onRequestHead(socket, () => {
        const timer = setInterval(() => socket.write("HTTP/1.1 102 Processing\r\n\r\n"), 20);
        socket.on("close", () => clearInterval(timer));
      }),
    );
    const message = expect.stringContaining("did not answer in full within 200 ms");
    const expected: [RawServer, object][] = [
      [silent, { ok: false, errorClass: "timeout", message }],
      [hinting, { ok: false, errorClass: "timeout", message }],
      [dripping, { ok: true, status: 200, body: expect.stringMatching(/^a*$/), bodyBroke: message }],
    ];
    for (const [server, outcome] of expected) {
      const result = await senderFor().send(post(`http://127.0.0.1:${server.port}/`, { timeoutMs: 200 }));
      expect(result).toMatchObject(outcome);
      expect(result.durationMs).toBeGreaterThanOrEqual(195);
      expect(result.durationMs).toBeLessThan(4_000);
      await expect.poll(() => server.open).toBe(0);
    }
  });
});
