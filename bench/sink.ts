import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the sink tells: where it listens, and then for each expectation what came, when, and what it cost. */
export type SinkMessage =
  | { type: "ready"; port: number }
  | { type: "received"; ids: string[]; at: number[]; cpuMs: number };

/** What it is told: how many requests to await from now on. */
export type SinkOrder = { type: "expect"; count: number };

let ids: string[] = [];
let at: number[] = [];
let expected = Number.POSITIVE_INFINITY;
let cpuAtStart = process.cpuUsage();

// The cheapest receiver there is: it drains the body, notes id and time, answers. It runs in a process of its own.
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  request.on("end", () => {
    ids.push(String(request.headers["webhook-id"]));
    at.push(performance.timeOrigin + performance.now());
    response.writeHead(200, { "content-type": "text/plain" });
    response.end("ok");
    if (ids.length >= expected) report();
  });
});

process.on("message", (order: SinkOrder) => {
  ids = [];
  at = [];
  expected = order.count;
  cpuAtStart = process.cpuUsage();
});
process.on("disconnect", () => process.exit());

server.listen(0, "127.0.0.1", () => tell({ type: "ready", port: (server.address() as AddressInfo).port }));

function report(): void {
  const cpu = process.cpuUsage(cpuAtStart);
  tell({ type: "received", ids, at, cpuMs: (cpu.user + cpu.system) / 1000 });
  expected = Number.POSITIVE_INFINITY;
}

function tell(message: SinkMessage): void {
  process.send?.(message);
}
