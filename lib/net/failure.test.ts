import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { afterTest, answering, local, post, rawForTest, senderFor, sendTo, strict } from "@/lib/testing/sender";
import { createSender, type SendResult } from "./send";

const dnsError = (code: string) =>
  Object.assign(new Error(`getaddrinfo ${code} 10.1.2.3`), { code, syscall: "getaddrinfo" });

/** What a failed request says, which never holds an address but the one in the URL. */
function said(result: SendResult): [string, string] {
  if (result.ok || result.withheld) throw new Error("This should have failed.");
  expect(result.message).toMatch(/^[^\n]+ [^\n]+\.$/);
  expect(result.message).not.toMatch(/E[A-Z]{4,}|UND_|10\.1\.2\.3/);
  return [result.errorClass, result.message];
}

describe("no answer on a connection that was made", () => {
  it.each<[string, "end" | "reset" | undefined, string, RegExp]>([
    ["", "end", "reset", /closed the connection before it had answered/],
    ["", "reset", "reset", /closed the connection before it had answered/],
    ["HTTP/1.1 20", "end", "reset", /closed the connection before it had answered/],
    ["HTTP/1.1 200 OK\r\na: b", "reset", "reset", /closed the connection before it had answered/],
    ["HTTP/1.1 100 Continue\r\n\r\n", "end", "reset", /closed the connection before it had answered/],
    ["HTTP/1.1 1", "end", "reset", /closed the connection before it had answered/],
    ["SSH-2.0-OpenSSH_9.2\r\n", undefined, "reset", /something that is not valid http/],
    ["<html>\r\n", "end", "reset", /something that is not valid http/],
    ["HTTP/1.1 20 OK\r\n\r\n", undefined, "reset", /something that is not valid http/],
    ["HTTP/1.1 000 None\r\ncontent-length: 2\r\n\r\nok", undefined, "reset", /something that is not valid http/],
    ["HTTP/1.1 099 None\r\ncontent-length: 2\r\n\r\nok", undefined, "reset", /something that is not valid http/],
    ["\x16\x03\x03\x00\x2a\x02\x00\x00", undefined, "reset", /something that is not valid http/],
    [`HTTP/1.1 200 OK\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, undefined, "too_large", /more than 16 KiB of headers/],
    ["HTTP/1.1 101 Switching Protocols\r\n\r\n", undefined, "reset", /101, a switch to another protocol/],
  ])("is told by what came: %j, then %s", async (bytes, then, errorClass, message) => {
    const server = await answering(bytes, then);
    expect(said(await sendTo(server))).toEqual([errorClass, expect.stringMatching(message)]);
    await expect.poll(() => server.open).toBe(0);
  });

  it("is a time-out when nothing comes", async () => {
    const server = await rawForTest((socket) => socket.resume());
    const [errorClass, message] = said(await sendTo(server, { timeoutMs: 200 }));
    expect([errorClass, message]).toEqual(["timeout", "127.0.0.1 did not answer in full within 200 ms."]);
  });
});

describe("no connection", () => {
  const UNREACHABLE = ["unreachable", expect.stringMatching(/could not be reached\. Check that the URL is right/)];

  it("is unreachable when it is refused, by every address of the name", async () => {
    const gone = await rawForTest(() => undefined);
    await gone.close();
    expect(said(await sendTo(gone))).toEqual(UNREACHABLE);
    const named = senderFor(local, ["127.0.0.1", "::1"]);
    for (const scheme of ["http", "https"]) {
      expect(said(await named.send(post(`${scheme}://app.localhost:${gone.port}/`)))).toEqual(UNREACHABLE);
    }
  });

  it("is unreachable when it hangs, whichever time is over first", async () => {
    const port = await fullServer();
    const { send } = senderFor();
    const short = send(post(`http://127.0.0.1:${port}/`, { timeoutMs: 300 }));
    const long = send(post(`https://127.0.0.1:${port}/`, { timeoutMs: 30_000 }));
    expect(said(await short)).toEqual(UNREACHABLE);
    expect((await short).durationMs).toBeLessThan(4_000);
    expect(said(await long)).toEqual(UNREACHABLE);
    expect((await long).durationMs).toBeGreaterThan(4_500);
    expect((await long).durationMs).toBeLessThan(10_000);
  });
});

describe("no address", () => {
  it("is a name that is not found, or that DNS answers with nothing", async () => {
    for (const answer of [dnsError("ENOTFOUND"), []]) {
      const result = await senderFor(strict, answer).send(post("https://no-such.example.com/"));
      expect(said(result)).toEqual(["dns", expect.stringMatching(/^The name no-such\.example\.com was not found\./)]);
    }
    const system = createSender(strict);
    afterTest(() => system.close());
    expect(said(await system.send(post("https://no-such-host.invalid/", { timeoutMs: 15_000 })))[0]).toBe("dns");
  });

  it("is not called a name that is not found when DNS gave no answer", async () => {
    const NO_ANSWER = ["dns", expect.stringMatching(/^The name \S+ could not be looked up: no answer came from DNS\./)];
    const failing = senderFor(strict, dnsError("EAI_AGAIN"));
    expect(said(await failing.send(post("https://slow.example.com/")))).toEqual(NO_ANSWER);
    const never = createSender(strict, { resolve: () => new Promise(() => undefined) });
    const short = never.send(post("https://slow.example.com/", { timeoutMs: 100 }));
    const long = never.send(post("https://slow.example.com/", { timeoutMs: 30_000 }));
    expect(said(await short)).toEqual(NO_ANSWER);
    expect((await short).durationMs).toBeLessThan(4_000);
    expect(said(await long)).toEqual(NO_ANSWER);
    expect((await long).durationMs).toBeGreaterThan(4_500);
    expect((await long).durationMs).toBeLessThan(10_000);
  });
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** The port of a server whose queue of connections is full: whoever connects next gets no answer at all. */
async function fullServer(): Promise<number> {
  const script = `
    const server = require("node:net").createServer();
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      require("node:fs").writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [port] = await once(child.stdout, "data");
  const fillers: Socket[] = [];
  afterTest(async () => {
    for (const filler of fillers) filler.destroy();
  });
  for (let pending = 0; pending < 2; ) {
    const filler = createConnection({ port: Number(port), host: "127.0.0.1" });
    fillers.push(filler.on("error", () => undefined));
    const connected = await Promise.race([
      once(filler, "connect").then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 200)),
    ]);
    if (!connected) pending += 1;
  }
  return Number(port);
}
