import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { directListener } from "./direct-listener";
import { problemResponse } from "./problem";
import { readBytes } from "./read-bytes";

const BYTES_MAX = 64 * 1024;
const failures: unknown[] = [];
let server: Server;
let origin: string;

const echo = async (request: Request, { params }: { params: Promise<Record<string, string>> }) => {
  try {
    const body = (await readBytes(request, BYTES_MAX, { withinMs: 200 })).toString();
    const seen = { body, length: body.length, header: request.headers.get("x-given"), ...(await params) };
    return new Response(JSON.stringify(seen), { headers: { "content-type": "application/json" } });
  } catch (error) {
    failures.push(error);
    return problemResponse(error, "req_1");
  }
};

beforeAll(async () => {
  const direct = directListener([
    { path: "/in", handle: echo },
    { path: "/in/[name]/box", handle: echo },
    { path: "/broken", handle: () => Promise.reject(new Error("broken")) },
  ]);
  server = createServer((request, response) => {
    if (!direct(request, response)) response.end("Next's");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const post = (path: string, body = "") => fetch(origin + path, { method: "POST", body, headers: { "x-given": "é" } });

it("hands a route the bytes, the headers and what its path holds", async () => {
  const answer = await post("/in/mcp_1/box?x=1", "Grüße 🦊");
  expect(await answer.json()).toEqual({ body: "Grüße 🦊", length: 8, header: "é", name: "mcp_1" });
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect((await (await post("/in")).json()).length).toBe(0);
});

it("leaves other methods and paths to Next", async () => {
  const elsewhere = ["/", "/in/", "/in/a/b/box", "/in/a%2Fb/box", "//in", "/into"];
  for (const path of elsewhere) expect(await (await post(path)).text(), path).toBe("Next's");
  expect(await (await fetch(`${origin}/in`)).text()).toBe("Next's");
});

it("answers 500 where a route throws", async () => {
  expect((await post("/broken", "{}")).status).toBe(500);
});

it("takes a body in many chunks, one connection for many requests", async () => {
  const text = "x".repeat(BYTES_MAX);
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post("/in", text)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await answers[0]?.json())?.length).toBe(BYTES_MAX);
  }
});

it.each(["told", "in chunks"])("lets a sender of too much read its 413 (%s)", async (kind) => {
  const large = Buffer.alloc(10 * 1024 * 1024, "x");
  const headers = kind === "told" ? { "content-length": large.length } : { "transfer-encoding": "chunked" };
  const status = await new Promise((resolve, reject) => {
    const sent = httpRequest(`${origin}/in`, { method: "POST", headers, agent: false }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    sent.on("error", reject);
    sent.end(large);
  });
  expect(status).toBe(413);
});

it("answers a sender that stalls, and ends its connection", async () => {
  const answer = await stalled((socket) => socket.resume());
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*connection: close[\s\S]*did not arrive/i);
});

it("takes a sender that breaks off for what it is, and no trouble of ours", async () => {
  failures.length = 0;
  await stalled((socket) => socket.resetAndDestroy());
  await expect.poll(() => failures).toMatchObject([{ code: "malformed" }]);
  expect(failures[0]).toBeInstanceOf(AppError);
});

/** What the server says until the connection ends, to a request of which half is sent. */
function stalled(then: (socket: ReturnType<typeof connect>) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk;
    });
    socket.on("close", () => resolve(said));
    socket.on("error", () => undefined);
    socket.write("POST /in HTTP/1.1\r\nHost: a b\r\nContent-Length: 100\r\n\r\nhalf", () => then(socket));
  });
}
