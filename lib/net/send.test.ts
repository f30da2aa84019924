import type { LookupAddress } from "node:dns";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { onRequestHead, type RawServer, startRawServer } from "@/lib/testing/raw-server";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createAddressPolicy } from "./address";
import { closeConnections, createSender, deliveryPolicy, type GuardedRequest, type Sender, sendGuarded } from "./send";

const strict = createAddressPolicy({ allowCidrs: "", allowLoopback: false });
const local = createAddressPolicy({ allowCidrs: "", allowLoopback: true });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function sink(): Promise<Sink> {
  const started = await startSink();
  cleanups.push(() => started.close());
  return started;
}

async function raw(onSocket: (socket: Socket) => void, options = {}): Promise<RawServer> {
  const started = await startRawServer(onSocket, options);
  cleanups.push(() => started.close());
  return started;
}

/** A sender whose names resolve as told: one list of addresses a question, the last one again and again. */
function sender(policy = local, ...answers: (string[] | Error)[]): Sender & { asked: string[] } {
  const asked: string[] = [];
  const resolve = async (host: string): Promise<LookupAddress[]> => {
    const answer = answers[Math.min(asked.push(host) - 1, answers.length - 1)] ?? [];
    if (answer instanceof Error) throw answer;
    return answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  const made = createSender(policy, { resolve });
  cleanups.push(() => made.close());
  return { ...made, asked };
}

function post(url: string, more: Partial<GuardedRequest> = {}): GuardedRequest {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/json" },
    body: "{}",
    timeoutMs: 5_000,
    ...more,
  };
}

describe("what goes out", () => {
  it("is the very bytes, on a connection that is used again", async () => {
    const target = await sink();
    const { send } = sender();
    const body = '{"note":"é漢🙂"}';
    for (let i = 0; i < 3; i++) {
      const url = `${target.url}/hook/a%20b?x=1&y=é#part`;
      const result = await send(post(url, { body, headers: { "X-AtelyaOS-Event": "workroom.completed" } }));
      expect(result).toMatchObject({ ok: true, status: 200, body: "ok", bodyBytes: 2 });
    }
    const [first] = target.requests;
    expect(first).toMatchObject({ method: "POST", path: "/hook/a%20b?x=1&y=%C3%A9", text: body });
    expect(first?.headers).toMatchObject({
      host: `127.0.0.1:${target.port}`,
      "content-length": String(Buffer.byteLength(body)),
      "accept-encoding": "identity",
    });
    expect(first?.rawHeaders).toContain("X-AtelyaOS-Event");
    const lone = await raw((socket) => onRequestHead(socket, () => socket.write("HTTP/1.1 204 No Content\r\n\r\n")));
    for (let i = 0; i < 20; i++) await send(post(`http://127.0.0.1:${lone.port}/`, { body: "" }));
    // An answer is handed over a moment before its connection is free again.
    expect(lone.connections).toBeLessThanOrEqual(2);
  });

  it("cannot be given another header or another request by a header's value, and frames itself", async () => {
    const target = await sink();
    const headers = {
      "X-Split": "a\r\nX-Injected: 1\r\n\r\nGET / HTTP/1.1",
      "X-Wide": "b\u010d\u010aX-Injected: 1",
      "X-Text": "é漢",
      Host: "evil.example",
      "Content-Length": "1",
      "Transfer-Encoding": "chunked",
      Connection: "close",
      "Accept-Encoding": "gzip",
    };
    expect(await sender().send(post(target.url, { headers, body: '{"a":1}' }))).toMatchObject({ ok: true });
    const [request] = target.requests;
    expect(request?.headers).not.toHaveProperty("x-injected");
    expect(request?.headers).toMatchObject({ host: `127.0.0.1:${target.port}`, "content-length": "7" });
    expect(request?.headers["accept-encoding"]).toBe("identity");
    expect(request?.headers["transfer-encoding"]).toBeUndefined();
    expect(Buffer.from(request?.headers["x-text"] ?? "", "latin1").toString()).toBe("é漢");
    expect(target.requests).toHaveLength(1);
  });

  it("rejects a header's name that no form should have let through", async () => {
    const target = await sink();
    await expect(sender().send(post(target.url, { headers: { "X: y\r\nZ": "1" } }))).rejects.toThrow(/header/);
  });

  it("takes no proxy from the environment", async () => {
    const [target, proxy] = [await sink(), await sink()];
    for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]) vi.stubEnv(name, proxy.url);
    expect(await sender().send(post(target.url))).toMatchObject({ ok: true });
    expect(proxy.requests).toHaveLength(0);
  });

  it("goes over IPv6, to a literal and to a name", async () => {
    const six = await raw(
      (socket) => onRequestHead(socket, () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")),
      { host: "::1" },
    );
    expect(await sender().send(post(`http://[::1]:${six.port}/`, { body: "" }))).toMatchObject({
      ok: true,
      body: "ok",
    });
    const named = sender(local, ["::1"]);
    expect(await named.send(post(`http://app.localhost:${six.port}/`, { body: "" }))).toMatchObject({ ok: true });
  });

  it("asks DNS once for many connections that open at once", async () => {
    const target = await sink();
    const named = sender(local, ["127.0.0.1"]);
    const url = `http://app.localhost:${target.port}/`;
    const results = await Promise.all(Array.from({ length: 100 }, () => named.send(post(url))));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(named.asked).toEqual(["app.localhost"]);
  });
});

describe("an address that the policy refuses", () => {
  const LITERALS = [
    ...["127.0.0.1", "127.1", "0x7f000001", "017700000001", "2130706433", "0177.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1"],
    ...["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "0.0.0.0", "[::]", "127.0.0.1."],
  ];

  it("is never connected to, in whatever spelling, and looks like a host that does not answer", async () => {
    const target = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    const { send } = sender(strict, ["127.0.0.1"]);
    const hosts = [...LITERALS, "localhost", "localhost.", "internal.example.com"];
    const urls = hosts.flatMap((host) => [`http://${host}:${target.port}/`, `https://${host}:${target.port}/`]);
    for (const result of await Promise.all(urls.map((url) => send(post(url))))) {
      expect(result).toMatchObject({ ok: false, errorClass: "unreachable" });
      expect(result.durationMs).toBeGreaterThan(15);
      if (!result.ok) expect(result.message).not.toMatch(/refused|private|policy|internal network|ECONN/i);
    }
    expect(target.connections).toBe(0);
    const closed = await raw(() => undefined);
    await closed.close();
    const refused = await send(post(`https://127.0.0.1:${target.port}/`));
    const silent = await sender(local).send(post(`https://127.0.0.1:${closed.port}/`));
    const words = (result: object) => ({ ...result, durationMs: 0 });
    expect(words(refused)).toEqual(words(silent));
  });

  it("spoils every other answer of its name", async () => {
    const target = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    for (const answers of [
      ["1.1.1.1", "127.0.0.1"],
      ["127.0.0.1", "1.1.1.1"],
      ["2606:4700::1111", "::1"],
      ["::ffff:10.0.0.1"],
      ["127.0.0.1", "10.0.0.1"],
    ]) {
      for (const policy of answers.includes("10.0.0.1") ? [strict, local] : [strict]) {
        const { send } = sender(policy, answers);
        const result = await send(post(`https://hooks.example.com:${target.port}/`));
        expect(result, answers.join()).toMatchObject({ ok: false, errorClass: "unreachable" });
      }
    }
    expect(target.connections).toBe(0);
  });

  it("cannot be slipped in by a second DNS answer: the addresses that were checked are those that are used", async () => {
    const target = await sink();
    const rebinding = sender(local, ["127.0.0.1"], ["169.254.169.254"], ["10.0.0.1"]);
    const url = `http://app.localhost:${target.port}/`;
    target.answer({ headers: { connection: "close" }, body: "ok" });
    expect(await rebinding.send(post(url))).toMatchObject({ ok: true });
    expect(rebinding.asked).toHaveLength(1);
    expect(await rebinding.send(post(url))).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(await rebinding.send(post(url))).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(target.requests).toHaveLength(1);
  });

  it("is not what a redirect leads to: redirects are answers", async () => {
    const [target, inner] = [await sink(), await sink()];
    for (const status of [301, 302, 303, 307, 308]) {
      target.answer({ status, headers: { location: `${inner.url}/secret` } });
      const result = await sender().send(post(target.url));
      expect(result).toMatchObject({ ok: true, status, headers: { location: `${inner.url}/secret` } });
    }
    expect(inner.requests).toHaveLength(0);
  });

  it("over plain http is every address that was not opened on purpose, and the text says https", async () => {
    const { send } = sender(local, ["1.1.1.1"]);
    const result = await send(post("http://hooks.example.com/"));
    expect(result).toMatchObject({
      ok: false,
      errorClass: "unreachable",
      message: expect.stringContaining("https://"),
    });
    const mixed = await sender(local, ["1.1.1.1", "10.0.0.1"]).send(post("http://hooks.example.com/"));
    expect(mixed).toMatchObject({
      ok: false,
      errorClass: "unreachable",
      message: expect.not.stringContaining("https://"),
    });
  });

  it("is opened by DELIVERY_ALLOW_CIDRS, for plain http too", async () => {
    const target = await sink();
    const opened = createAddressPolicy({ allowCidrs: "127.0.0.0/30", allowLoopback: false });
    expect(await sender(opened).send(post(target.url))).toMatchObject({ ok: true });
    expect(await sender(opened, ["127.0.0.1"]).send(post(`http://sink:${target.port}/`))).toMatchObject({ ok: true });
    expect(await sender(opened, ["127.0.0.9"]).send(post(`http://sink:${target.port}/`))).toMatchObject({ ok: false });
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
      expect(await sender().send(post(url)), url).toMatchObject({ ok: false, errorClass: "unreachable" });
    }
  });
});

describe("what comes back", () => {
  const head = (lines: string) => `HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`;

  it("is read no further than 64 KiB, and its true length told where it was announced", async () => {
    const chunk = Buffer.alloc(16 * 1024, "a");
    const endless = (announce: string) =>
      raw((socket) =>
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
    const result = await sender().send(post(`http://127.0.0.1:${announced.port}/`, { body: "" }));
    expect(result).toMatchObject({ ok: true, status: 200, bodyBytes: 100_000_000 });
    expect(result.ok && result.body.length).toBe(65_536);
    await expect.poll(() => announced.open).toBe(0);

    const chunked = await endless("transfer-encoding: chunked");
    const cut = await sender().send(post(`http://127.0.0.1:${chunked.port}/`, { body: "", responseBytesMax: 1000 }));
    expect(cut.ok && [cut.body.length, cut.bodyBytes > 1000]).toEqual([1000, true]);
    await expect.poll(() => chunked.open).toBe(0);
  });

  it("of exactly the limit is whole, and a character that the limit cuts is left out", async () => {
    const target = await sink();
    target.answer({ body: "a".repeat(65_536) });
    expect(await sender().send(post(target.url))).toMatchObject({
      ok: true,
      bodyBytes: 65_536,
      body: "a".repeat(65_536),
    });
    target.answer({ body: "é".repeat(10) });
    expect(await sender().send(post(target.url, { responseBytesMax: 5 }))).toMatchObject({ body: "éé", bodyBytes: 20 });
    target.answer({ status: 204 });
    expect(await sender().send(post(target.url))).toMatchObject({ status: 204, body: "", bodyBytes: 0 });
  });

  it("is the last answer, not the hints before it", async () => {
    const target = await raw((socket) =>
      onRequestHead(socket, () =>
        socket.write(
          `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head("content-length: 2\r\nset-cookie: a=1\r\nset-cookie: b=2")}ok`,
        ),
      ),
    );
    const result = await sender().send(post(`http://127.0.0.1:${target.port}/`, { body: "" }));
    expect(result).toMatchObject({ ok: true, status: 200, body: "ok", headers: { "set-cookie": "a=1, b=2" } });
    expect(result.ok && result.headers.link).toBeUndefined();
  });

  it("is not waited for beyond the time allowed, for headers nor for body", async () => {
    const silent = await raw((socket) => socket.resume());
    const dripping = await raw((socket) =>
      onRequestHead(socket, () => {
        socket.write(head("content-length: 1000000"));
        const timer = setInterval(() => socket.write("a"), 20);
        socket.on("close", () => clearInterval(timer));
      }),
    );
    for (const server of [silent, dripping]) {
      const result = await sender().send(post(`http://127.0.0.1:${server.port}/`, { timeoutMs: 200 }));
      expect(result).toMatchObject({ ok: false, errorClass: "timeout", message: expect.stringContaining("200 ms") });
      expect(result.durationMs).toBeGreaterThanOrEqual(195);
      expect(result.durationMs).toBeLessThan(1_500);
      await expect.poll(() => server.open).toBe(0);
    }
  });

  it("is told apart by class when it is no answer", async () => {
    const closing = await raw((socket) => onRequestHead(socket, () => socket.end()));
    const resetting = await raw((socket) => onRequestHead(socket, () => socket.resetAndDestroy()));
    const cut = await raw((socket) => onRequestHead(socket, () => socket.end(`${head("content-length: 10")}abc`)));
    const alien = await raw((socket) => onRequestHead(socket, () => socket.write("SSH-2.0-OpenSSH_9.2\r\n")));
    const heavy = await raw((socket) => onRequestHead(socket, () => socket.write(head(`x: ${"a".repeat(20_000)}`))));
    const gone = await raw(() => undefined);
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
      const result = await sender().send(post(`http://127.0.0.1:${server.port}/`));
      expect(result).toMatchObject({ ok: false, errorClass });
      if (!result.ok) expect(result.message).toMatch(/^127\.0\.0\.1 .+\.$/);
    }
  });

  it("is a name that is not found, or that DNS answers with nothing", async () => {
    const missing = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND", syscall: "getaddrinfo" });
    for (const answer of [missing, []]) {
      const result = await sender(strict, answer).send(post("https://no-such.example.com/"));
      expect(result).toMatchObject({
        ok: false,
        errorClass: "dns",
        message: expect.stringContaining("no-such.example.com"),
      });
    }
    const system = createSender(strict);
    cleanups.push(() => system.close());
    const result = await system.send(post("https://no-such-host.invalid/", { timeoutMs: 15_000 }));
    expect(result).toMatchObject({ ok: false, errorClass: expect.stringMatching(/dns|unreachable/) });
  });

  it("is not waited for by a name that never resolves", async () => {
    const never = createSender(strict, { resolve: () => new Promise(() => undefined) });
    const quick = await never.send(post("https://slow.example.com/", { timeoutMs: 100 }));
    expect(quick).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(quick.durationMs).toBeLessThan(1_000);
    const connect = await never.send(post("https://slow.example.com/", { timeoutMs: 15_000 }));
    expect(connect).toMatchObject({ ok: false, errorClass: "unreachable" });
    expect(connect.durationMs).toBeGreaterThan(4_500);
    expect(connect.durationMs).toBeLessThan(7_500);
  });
});

describe("sendGuarded", () => {
  it("sends under the installation's policy: loopback in local mode, and nothing else that is special", async () => {
    const target = await sink();
    expect(await sendGuarded(post(target.url), deliveryPolicy())).toMatchObject({ ok: true });
    expect(await sendGuarded(post("https://10.0.0.1/"), deliveryPolicy())).toMatchObject({ errorClass: "unreachable" });
    await closeConnections();
    expect(await sendGuarded(post(target.url), deliveryPolicy())).toMatchObject({ ok: true });
    await closeConnections();
  });
});
