import { describe, expect, it } from "vitest";
import { onRequestHead } from "@/lib/testing/raw-server";
import { answering, post, rawForTest, senderFor, sendTo, urlOf } from "@/lib/testing/sender";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const head = (lines: string, status = "200 OK") => `HTTP/1.1 ${status}\r\n${lines}\r\n\r\n`;

describe("interim answers that nobody asked for", () => {
  it.each([
    ["a 100", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["100, 102 and 103 with headers", "HTTP/1.1 100 Go on\r\n\r\nHTTP/1.1 102 Processing\r\na: b\r\n\r\n"],
    ["a hint", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"],
    ["many", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100)],
  ])("are skipped, and the connection is used again: %s", async (_, interim) => {
    const server = await rawForTest((socket) =>
      onRequestHead(socket, () => socket.write(interim, () => socket.write(OK))),
    );
    const { send } = senderFor();
    for (let i = 0; i < 10; i++) {
      const result = await send(post(urlOf(server), { body: "" }));
      expect(result).toMatchObject({ ok: true, status: 200, body: "ok", headers: { "content-length": "2" } });
      expect(result).not.toHaveProperty("bodyBroke");
      expect(result.ok && Object.keys(result.headers)).toEqual(["content-length"]);
    }
    // An answer is handed over a moment before its connection is free again.
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  it("do not make a 101 an answer, nor are more than 16 KiB of them read", async () => {
    const upgrade = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\nabc";
    for (const bytes of [upgrade, `HTTP/1.1 100 Continue\r\n\r\n${upgrade}`, `HTTP/1.1 101 Bare\r\n\r\n${OK}`]) {
      const message = expect.stringContaining("101, a switch to another protocol");
      expect(await sendTo(await answering(bytes))).toMatchObject({ ok: false, errorClass: "reset", message });
    }
    const endless = await answering("HTTP/1.1 102 Processing\r\n\r\n".repeat(1_000));
    expect(await sendTo(endless)).toMatchObject({ ok: false, errorClass: "too_large" });
    await expect.poll(() => endless.open).toBe(0);
  });
});

describe("an answer without a body", () => {
  const none = "transfer-encoding: chunked\r\n\r\n0";
  it.each(
    ["204 No Content", "205 Reset Content", "304 Not Modified"].flatMap((status) => [
      head("a: b", status),
      head("content-length: 0", status),
      head("content-length: 5", status),
      `${head("content-length: 5", status)}hello`,
      `${head("connection: close\r\ncontent-length: 5", status)}hello`,
      head(none, status),
    ]),
  )("is what its status says, whatever it says of a length: %j", async (bytes) => {
    for (const then of [undefined, "end"] as const) {
      const server = await answering(bytes, then);
      const { send } = senderFor();
      for (let i = 0; i < 3; i++) {
        const result = await send(post(urlOf(server), { timeoutMs: 5_000 }));
        expect(result).toMatchObject({ ok: true, status: Number(bytes.slice(9, 12)), body: "", bodyBytes: 0 });
        expect(result).not.toHaveProperty("bodyBroke");
        expect(result.durationMs).toBeLessThan(4_000);
      }
    }
  });
});

describe("a body that breaks", () => {
  const ENDED = "closed the connection before its answer's body was complete";
  const GARBLED = "stopped being valid http";
  const chunked = head("transfer-encoding: chunked");

  it.each<[string, "end" | "reset" | undefined, string, number, string]>([
    [`${head("content-length: 10")}abc`, "end", "abc", 10, ENDED],
    [`${head("content-length: 10")}abc`, "reset", "abc", 10, ENDED],
    [`${head("content-length: 10\r\nconnection: close")}abc`, "end", "abc", 10, ENDED],
    [`${head("content-length: 10")}ab\xc3`, "end", "ab", 10, ENDED],
    [head("content-length: 10"), "end", "", 10, ENDED],
    [`${chunked}3\r\nabc\r\n`, "end", "abc", 3, ENDED],
    [`${chunked}3\r\nabc\r\n`, "reset", "abc", 3, ENDED],
    [`${head("transfer-encoding: chunked\r\nconnection: close")}3\r\nabc\r\n`, "end", "abc", 3, ENDED],
    [`${chunked}3\r\nabc\r\nzz\r\n`, undefined, "abc", 3, GARBLED],
    [`${chunked}3\r\nabcdef\r\n`, undefined, "abc", 3, GARBLED],
    [`${chunked}fffffffffffffffffff\r\n`, undefined, "", 0, GARBLED],
    [
      `${chunked}3\r\nabc\r\n0\r\nx: ${"t".repeat(20_000)}\r\n\r\n`,
      undefined,
      "abc",
      3,
      "more than 16 KiB of trailers",
    ],
    [`${head("content-length: 10", "500 Oops")}abc`, "reset", "abc", 10, ENDED],
    [`${head("content-length: 10\r\nretry-after: 7", "429 Slow down")}abc`, "end", "abc", 10, ENDED],
  ])("leaves the status on record, and what was read: %j, then %s", async (bytes, then, body, bodyBytes, why) => {
    const server = await answering(bytes, then);
    const result = await sendTo(server);
    expect(result).toMatchObject({ ok: true, status: Number(bytes.slice(9, 12)), body, bodyBytes });
    expect(result).toMatchObject({ bodyBroke: expect.stringMatching(`^127\\.0\\.0\\.1 answered, .+${why}.*\\.$`) });
    if (bytes.includes("retry-after")) expect(result).toMatchObject({ headers: { "retry-after": "7" } });
    await expect.poll(() => server.open).toBe(0);
  });

  it("does so when the time allowed is over", async () => {
    const server = await answering(`${head("content-length: 10")}abc`);
    const result = await sendTo(server, { timeoutMs: 200 });
    expect(result).toMatchObject({ ok: true, status: 200, body: "abc", bodyBytes: 10 });
    expect(result).toMatchObject({ bodyBroke: expect.stringContaining("did not answer in full within 200 ms") });
    expect(result.durationMs).toBeGreaterThanOrEqual(195);
    await expect.poll(() => server.open).toBe(0);
  });

  it("is not one that is merely cut at our own limit, nor one that ends with its connection", async () => {
    const long = await answering(`${head("content-length: 100")}${"a".repeat(50)}`);
    const cut = await sendTo(long, { responseBytesMax: 20 });
    expect(cut).toMatchObject({ ok: true, body: "a".repeat(20), bodyBytes: 100 });
    expect(cut).not.toHaveProperty("bodyBroke");
    const closing = await sendTo(await answering("HTTP/1.1 200 OK\r\n\r\nabc", "end"));
    expect(closing).toMatchObject({ ok: true, body: "abc", bodyBytes: 3 });
    expect(closing).not.toHaveProperty("bodyBroke");
  });
});
