import type { TlsOptions } from "node:tls";
import { afterEach, expect, it, vi } from "vitest";
import { AUTHORITY, EXPIRED, KEY, LEAF, SELF_SIGNED } from "@/lib/testing/certificates";
import { onRequestHead, startRawServer } from "@/lib/testing/raw-server";
import { createAddressPolicy } from "./address";
import { createSender, type SendResult } from "./send";

const local = createAddressPolicy({ allowCidrs: "", allowLoopback: true });
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(tls: TlsOptions | undefined): Promise<number> {
  const server = await startRawServer(
    (socket) => onRequestHead(socket, () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")),
    tls ? { tls } : {},
  );
  cleanups.push(() => server.close());
  return server.port;
}

async function send(
  port: number,
  host = "hooks.example.test",
  ca: string | undefined = AUTHORITY,
): Promise<SendResult> {
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  const sender = createSender(local, ca === undefined ? { resolve } : { resolve, ca });
  cleanups.push(() => sender.close());
  return sender.send({ method: "POST", url: `https://${host}:${port}/`, headers: {}, body: "", timeoutMs: 5_000 });
}

it("accepts a certificate of a trusted authority for the very name", async () => {
  const port = await serve({ key: KEY, cert: LEAF });
  expect(await send(port)).toMatchObject({ ok: true, status: 200, body: "ok" });
});

it("names what is wrong with a certificate", async () => {
  const good = await serve({ key: KEY, cert: LEAF });
  const expired = await serve({ key: KEY, cert: EXPIRED });
  const selfSigned = await serve({ key: KEY, cert: SELF_SIGNED });
  const cases: [Promise<SendResult>, RegExp][] = [
    [send(expired), /has expired/],
    [send(selfSigned), /self-signed/],
    [send(good, "other.example.test"), /another name/],
    [send(good, "127.0.0.1"), /another name/],
    [send(good, "hooks.example.test", ""), /chain is incomplete/],
  ];
  for (const [sent, message] of cases) {
    expect(await sent).toMatchObject({ ok: false, errorClass: "tls", message: expect.stringMatching(message) });
  }
});

it("checks certificates whatever NODE_TLS_REJECT_UNAUTHORIZED says", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  expect(await send(await serve({ key: KEY, cert: SELF_SIGNED }))).toMatchObject({ ok: false, errorClass: "tls" });
});

it("speaks no TLS older than 1.2, and says so of a port that speaks none", async () => {
  const old = await serve({
    key: KEY,
    cert: LEAF,
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "ALL:@SECLEVEL=0",
  });
  const plain = await startRawServer((socket) =>
    socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  );
  const dropping = await startRawServer((socket) => socket.once("data", () => socket.destroy()));
  cleanups.push(plain.close, dropping.close);
  for (const port of [old, plain.port, dropping.port]) {
    expect(await send(port)).toMatchObject({
      ok: false,
      errorClass: "tls",
      message: expect.stringContaining("TLS 1.2"),
    });
  }
  const modern = await serve({ key: KEY, cert: LEAF, minVersion: "TLSv1.2", maxVersion: "TLSv1.2" });
  expect(await send(modern)).toMatchObject({ ok: true });
});
