import type { Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  AUTHORITY,
  EXPIRED,
  FOR_CLIENTS,
  INTERMEDIATE,
  KEY,
  LEAF,
  NOT_YET_VALID,
  ODD_EXTENSION,
  SELF_SIGNED,
  UNDER_INTERMEDIATE,
} from "@/lib/testing/certificates";
import { onRequestHead } from "@/lib/testing/raw-server";
import { afterTest, local, post, rawForTest } from "@/lib/testing/sender";
import { createSender, type SendResult } from "./send";

const HOST = "hooks.example.test";

afterEach(() => vi.unstubAllEnvs());

/** The port of a server that says 100 before its answer, as some do. */
async function serve(tls: TlsOptions): Promise<number> {
  const answer = (socket: Socket) =>
    onRequestHead(socket, () =>
      socket.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"),
    );
  return (await rawForTest(answer, { tls: { key: KEY, ...tls } })).port;
}

/** The port of a server that says something else than TLS. */
async function serveRaw(onSocket: (socket: Socket) => void): Promise<number> {
  return (await rawForTest(onSocket)).port;
}

const onHello = (answer: (socket: Socket) => void) => (socket: Socket) => socket.once("data", () => answer(socket));

/** `ca` are the authorities that are trusted; undefined are those of every installation. */
async function send(
  port: number,
  { host = HOST, ca = AUTHORITY, timeoutMs = 10_000 }: { host?: string; ca?: string; timeoutMs?: number } = {},
): Promise<SendResult> {
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  const sender = createSender(local, { resolve, ca });
  afterTest(() => sender.close());
  return sender.send(post(`https://${host}:${port}/`, { timeoutMs }));
}

async function expectTls(sent: Promise<SendResult>, message: RegExp) {
  expect(await sent).toMatchObject({ ok: false, errorClass: "tls", message: expect.stringMatching(message) });
}

describe("a certificate", () => {
  it("of a trusted authority for the very name is accepted, whole chains too", async () => {
    expect(await send(await serve({ cert: LEAF }))).toMatchObject({ ok: true, status: 200, body: "ok" });
    const chain = await serve({ cert: `${UNDER_INTERMEDIATE}\n${INTERMEDIATE}` });
    expect(await send(chain)).toMatchObject({ ok: true });
  });

  it("that cannot be trusted is named with what is wrong, and how to put it right", async () => {
    const chain = `${UNDER_INTERMEDIATE}\n${INTERMEDIATE}`;
    const cases: [string, string, RegExp][] = [
      [EXPIRED, AUTHORITY, /trusted: its certificate has expired\. Renew/],
      [NOT_YET_VALID, AUTHORITY, /trusted: its certificate is not valid yet\./],
      [SELF_SIGNED, AUTHORITY, /trusted: its certificate is self-signed\./],
      [`${LEAF}\n${AUTHORITY}`, "", /trusted: its certificate comes from a private authority\./],
      [UNDER_INTERMEDIATE, AUTHORITY, /trusted: the issuer of its certificate is not known\. .+intermediate/],
      [chain, "", /trusted: the issuer of its certificate is not known\. .+public authority/],
      [FOR_CLIENTS, AUTHORITY, /trusted: its certificate, or one in its chain, is not made for this use\./],
      [ODD_EXTENSION, AUTHORITY, /trusted: its certificate was refused\./],
    ];
    for (const [cert, ca, message] of cases) await expectTls(send(await serve({ cert }), { ca }), message);
    const good = await serve({ cert: LEAF });
    for (const host of ["other.example.test", "127.0.0.1"]) {
      await expectTls(send(good, { host }), /trusted: its certificate is for another name\./);
    }
  });

  it("is checked whatever NODE_TLS_REJECT_UNAUTHORIZED says", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    await expectTls(send(await serve({ cert: SELF_SIGNED })), /self-signed/);
  });
});

describe("a TLS connection that we and the other side cannot agree on", () => {
  // The answer of a server that knows nothing newer than TLS 1.0: record, ServerHello, version 3.1.
  const OLD_HELLO = Buffer.concat([
    Buffer.from([22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1]),
    Buffer.alloc(32, 7),
    Buffer.from([0, 0xc0, 0x09, 0]),
  ]);
  const UNRECOGNIZED_NAME = Buffer.from([21, 3, 3, 0, 2, 2, 112]);

  it("is told by what stood in the way", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "ALL:@SECLEVEL=0" } as const;
    const clientCertificate = { requestCert: true, rejectUnauthorized: true, ca: AUTHORITY };
    const TOO_OLD = /agree on a TLS connection: .+ TLS 1\.2 or later/;
    const cases: [number, RegExp][] = [
      [await serve({ cert: LEAF, ...old }), TOO_OLD],
      [await serveRaw(onHello((socket) => socket.write(OLD_HELLO))), TOO_OLD],
      [await serveRaw(onHello((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))), /does not speak TLS/],
      [await serveRaw((socket) => socket.write("220 mail ready\r\n")), /does not speak TLS/],
      [await serveRaw(onHello((socket) => socket.end(UNRECOGNIZED_NAME))), /does not know this name/],
      [await serve({ cert: LEAF, ...clientCertificate }), /asks for a client certificate/],
      [
        await serve({ cert: LEAF, ...clientCertificate, maxVersion: "TLSv1.2" }),
        /agree on a TLS connection\. Check .+ TLS 1\.2/,
      ],
      [
        await serve({ cert: LEAF, maxVersion: "TLSv1.2", ciphers: "ECDHE-RSA-AES128-SHA" }),
        /agree on a TLS connection\. Check .+ TLS 1\.2/,
      ],
    ];
    for (const [port, message] of cases) await expectTls(send(port), message);
    const modern = await serve({ cert: LEAF, minVersion: "TLSv1.2", maxVersion: "TLSv1.2" });
    expect(await send(modern)).toMatchObject({ ok: true });
  });

  it("is not called unreachable when its handshake is cut, or hangs", async () => {
    const CUT = /ended the connection during the TLS handshake/;
    await expectTls(send(await serveRaw(onHello((socket) => socket.end()))), CUT);
    await expectTls(send(await serveRaw(onHello((socket) => socket.resetAndDestroy()))), CUT);
    await expectTls(send(await serveRaw((socket) => socket.destroy())), CUT);
    const silent = await rawForTest((socket) => socket.resume());
    const HANGS = /took the connection, but did not finish the TLS handshake in time/;
    const [short, long] = [send(silent.port, { timeoutMs: 300 }), send(silent.port, { timeoutMs: 30_000 })];
    await expectTls(short, HANGS);
    await expectTls(long, HANGS);
    expect((await long).durationMs).toBeGreaterThan(4_500);
    expect((await long).durationMs).toBeLessThan(10_000);
    await expect.poll(() => silent.open).toBe(0);
  });
});
