import { afterEach, describe, expect, it, vi } from "vitest";
import { onRequestHead } from "@/lib/testing/raw-server";
import { local, post, rawForTest, senderFor, sinkForTest } from "@/lib/testing/sender";
import { closeConnections, deliveryPolicy, sendGuarded } from "./send";

afterEach(() => vi.unstubAllEnvs());

describe("what goes out", () => {
  it("is the very bytes, on a connection that is used again", async () => {
    const target = await sinkForTest();
    const { send } = senderFor();
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
    const lone = await rawForTest((socket) =>
      onRequestHead(socket, () => socket.write("HTTP/1.1 204 No Content\r\n\r\n")),
    );
    for (let i = 0; i < 20; i++) await send(post(`http://127.0.0.1:${lone.port}/`, { body: "" }));
    // An answer is handed over a moment before its connection is free again.
    expect(lone.connections).toBeLessThanOrEqual(2);
  });

  it("cannot be given another header or another request by a header's value, and frames itself", async () => {
    const target = await sinkForTest();
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
    expect(await senderFor().send(post(target.url, { headers, body: '{"a":1}' }))).toMatchObject({ ok: true });
    const [request] = target.requests;
    expect(request?.headers).not.toHaveProperty("x-injected");
    expect(request?.headers).toMatchObject({ host: `127.0.0.1:${target.port}`, "content-length": "7" });
    expect(request?.headers["accept-encoding"]).toBe("identity");
    expect(request?.headers["transfer-encoding"]).toBeUndefined();
    expect(Buffer.from(request?.headers["x-text"] ?? "", "latin1").toString()).toBe("é漢");
    expect(target.requests).toHaveLength(1);
  });

  it("rejects a header's name that no form should have let through", async () => {
    const target = await sinkForTest();
    await expect(senderFor().send(post(target.url, { headers: { "X: y\r\nZ": "1" } }))).rejects.toThrow(/header/);
  });

  it("takes no proxy from the environment", async () => {
    const [target, proxy] = [await sinkForTest(), await sinkForTest()];
    for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]) vi.stubEnv(name, proxy.url);
    expect(await senderFor().send(post(target.url))).toMatchObject({ ok: true });
    expect(proxy.requests).toHaveLength(0);
  });

  it("goes over IPv6, to a literal and to a name", async () => {
    const six = await rawForTest(
      (socket) => onRequestHead(socket, () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")),
      { host: "::1" },
    );
    expect(await senderFor().send(post(`http://[::1]:${six.port}/`, { body: "" }))).toMatchObject({
      ok: true,
      body: "ok",
    });
    const named = senderFor(local, ["::1"]);
    expect(await named.send(post(`http://app.localhost:${six.port}/`, { body: "" }))).toMatchObject({ ok: true });
  });

  it("asks DNS once for many connections that open at once", async () => {
    const target = await sinkForTest();
    const named = senderFor(local, ["127.0.0.1"]);
    const url = `http://app.localhost:${target.port}/`;
    const results = await Promise.all(Array.from({ length: 100 }, () => named.send(post(url))));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(named.asked).toEqual(["app.localhost"]);
  });
});

describe("sendGuarded", () => {
  it("sends under the installation's policy: loopback in local mode, and nothing else that is special", async () => {
    const target = await sinkForTest();
    expect(await sendGuarded(post(target.url), deliveryPolicy())).toMatchObject({ ok: true });
    expect(await sendGuarded(post("https://10.0.0.1/"), deliveryPolicy())).toMatchObject({ errorClass: "unreachable" });
    await closeConnections();
    expect(await sendGuarded(post(target.url), deliveryPolicy())).toMatchObject({ ok: true });
    await closeConnections();
  });
});
