import { describe, expect, it } from "vitest";
import { local, post, rawForTest, senderFor, sinkForTest, strict } from "@/lib/testing/sender";
import { createAddressPolicy } from "./address";

describe("an address that the policy refuses", () => {
  const LITERALS = [
    ...["127.0.0.1", "127.1", "0x7f000001", "017700000001", "2130706433", "0177.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1"],
    ...["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "0.0.0.0", "[::]", "127.0.0.1."],
  ];

  it("is never connected to, in whatever spelling, and looks like a host that does not answer", async () => {
    const target = await rawForTest((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    const { send } = senderFor(strict, ["127.0.0.1"]);
    const hosts = [...LITERALS, "localhost", "localhost.", "internal.example.com"];
    const urls = hosts.flatMap((host) => [`http://${host}:${target.port}/`, `https://${host}:${target.port}/`]);
    for (const result of await Promise.all(urls.map((url) => send(post(url))))) {
      expect(result).toMatchObject({ ok: false, errorClass: "unreachable" });
      expect(result.durationMs).toBeGreaterThan(15);
      if (!result.ok) expect(result.message).not.toMatch(/refused|private|policy|internal network|ECONN/i);
    }
    expect(target.connections).toBe(0);
    const closed = await rawForTest(() => undefined);
    await closed.close();
    const refused = await send(post(`https://127.0.0.1:${target.port}/`));
    const silent = await senderFor(local).send(post(`https://127.0.0.1:${closed.port}/`));
    const words = (result: object) => ({ ...result, durationMs: 0 });
    expect(words(refused)).toEqual(words(silent));
  });

  it("spoils every other answer of its name", async () => {
    const target = await rawForTest((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    for (const answers of [
      ["1.1.1.1", "127.0.0.1"],
      ["127.0.0.1", "1.1.1.1"],
      ["2606:4700::1111", "::1"],
      ["::ffff:10.0.0.1"],
      ["127.0.0.1", "10.0.0.1"],
    ]) {
      for (const policy of answers.includes("10.0.0.1") ? [strict, local] : [strict]) {
        const { send } = senderFor(policy, answers);
        const result = await send(post(`https://hooks.example.com:${target.port}/`));
        expect(result, answers.join()).toMatchObject({ ok: false, errorClass: "unreachable" });
      }
    }
    expect(target.connections).toBe(0);
  });

  it("cannot be slipped in by a second DNS answer: the addresses that were checked are those that are used", async () => {
    const target = await sinkForTest();
    const rebinding = senderFor(local, ["127.0.0.1"], ["169.254.169.254"], ["10.0.0.1"]);
    const url = `http://app.localhost:${target.port}/`;
    target.answer({ headers: { connection: "close" }, body: "ok" });
    expect(await rebinding.send(post(url))).toMatchObject({ ok: true });
    expect(rebinding.asked).toHaveLength(1);
    expect(await rebinding.send(post(url))).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(await rebinding.send(post(url))).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(target.requests).toHaveLength(1);
  });

  it("is not what a redirect leads to: redirects are answers", async () => {
    const [target, inner] = [await sinkForTest(), await sinkForTest()];
    for (const status of [301, 302, 303, 307, 308]) {
      target.answer({ status, headers: { location: `${inner.url}/secret` } });
      const result = await senderFor().send(post(target.url));
      expect(result).toMatchObject({ ok: true, status, headers: { location: `${inner.url}/secret` } });
    }
    expect(inner.requests).toHaveLength(0);
  });

  it("over plain http is every address that was not opened on purpose, and the text says https", async () => {
    const { send } = senderFor(local, ["1.1.1.1"]);
    const result = await send(post("http://hooks.example.com/"));
    expect(result).toMatchObject({
      ok: false,
      errorClass: "unreachable",
      message: expect.stringContaining("https://"),
    });
    const mixed = await senderFor(local, ["1.1.1.1", "10.0.0.1"]).send(post("http://hooks.example.com/"));
    expect(mixed).toMatchObject({
      ok: false,
      errorClass: "unreachable",
      message: expect.not.stringContaining("https://"),
    });
  });

  it("is opened by DELIVERY_ALLOW_CIDRS, for plain http too", async () => {
    const target = await sinkForTest();
    const opened = createAddressPolicy({ allowCidrs: "127.0.0.0/30", allowLoopback: false });
    expect(await senderFor(opened).send(post(target.url))).toMatchObject({ ok: true });
    expect(await senderFor(opened, ["127.0.0.1"]).send(post(`http://sink:${target.port}/`))).toMatchObject({
      ok: true,
    });
    expect(await senderFor(opened, ["127.0.0.9"]).send(post(`http://sink:${target.port}/`))).toMatchObject({
      ok: false,
    });
  });

  it("is no URL at all, or another scheme's: refused without a throw", async () => {
    for (const url of [
      "",
      "not a url",
      "ftp://127.0.0.1/",
      "file:///etc/passwd",
      "http://user:pw@127.0.0.1/",
      "http://127.0.0.1:22/",
    ]) {
      expect(await senderFor().send(post(url)), url).toMatchObject({ ok: false, errorClass: "unreachable" });
    }
  });
});
