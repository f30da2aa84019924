import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Arrival } from "../judge/ledger";
import type { Answer } from "./answers";

/** What the sink is told: to open a destination, to change its answer, or to tell all that it has noted. */
export type SinkOrder = { type: "open" | "answer"; name: string; answer: Answer } | { type: "flush" };

/** What it tells: that it takes orders, where a destination listens, what came, and that nothing is left to tell. */
export type SinkMessage =
  | { type: "ready" }
  | { type: "opened"; name: string; port: number }
  | { type: "arrivals"; arrivals: Arrival[] }
  | { type: "flushed" };

const TELL_EVERY_MS = 100;

// In a process of its own, which nothing of a cell ever hurts: what it noted is what was sent.
const answers = new Map<string, Answer>();
let noted: Arrival[] = [];
// Connections that bytes were written to past Node, which still waits to answer there and would hold back what follows.
const pastNode = new WeakSet<Socket>();

process.on("message", (order: SinkOrder) => {
  if (order.type === "flush") {
    tellArrivals();
    tell({ type: "flushed" });
    return;
  }
  answers.set(order.name, order.answer);
  if (order.type === "open") open(order.name);
});
process.on("disconnect", () => process.exit());
// Ctrl-C reaches every process of the terminal; the harness ends this one.
process.on("SIGINT", () => undefined);
setInterval(tellArrivals, TELL_EVERY_MS);
tell({ type: "ready" });

// A port for each destination: to the product they are hosts that know nothing of each other.
function open(name: string): void {
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const { remotePort = 0 } = request.socket;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = answers.get(name) ?? { kind: "hang" };
      noted.push(arrivalOf(request, Buffer.concat(chunks), { destination: name, port: remotePort }, answer));
      respond(answer, request, response);
    });
    request.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1", () => tell({ type: "opened", name, port: (server.address() as AddressInfo).port }));
}

function arrivalOf(
  { headers }: IncomingMessage,
  body: Buffer,
  place: Pick<Arrival, "destination" | "port">,
  answer: Answer,
): Arrival {
  const at = Date.now();
  return {
    ...place,
    key: keyOf(body),
    deliveryId: String(headers["x-atelyaos-delivery"]),
    attempt: Number(headers["x-atelyaos-attempt"]),
    at,
    answersAt: answer.kind === "hang" ? null : at + (answer.kind === "status" ? answer.delayMs : 0),
    status: answer.kind === "hang" ? null : answer.status,
  };
}

// The publisher puts it where an event names its workroom.
function keyOf(body: Buffer): string {
  try {
    const event = JSON.parse(body.toString()) as { data?: { workroom?: { id?: string } } };
    return String(event.data?.workroom?.id);
  } catch {
    return "unreadable";
  }
}

function respond(answer: Answer, { socket }: IncomingMessage, response: ServerResponse): void {
  if (answer.kind === "hang") return;
  if (answer.kind === "bytes") {
    pastNode.add(socket);
    socket.write(Buffer.from(answer.bytes, "latin1"));
    if (answer.ends) socket.end();
    return;
  }
  const { status, delayMs } = answer;
  setTimeout(() => {
    if (pastNode.has(socket)) socket.write(`HTTP/1.1 ${status} OK\r\ncontent-length: 2\r\n\r\nok`);
    else response.writeHead(status, { "content-type": "text/plain" }).end("ok");
  }, delayMs);
}

function tellArrivals(): void {
  if (noted.length > 0) tell({ type: "arrivals", arrivals: noted });
  noted = [];
}

function tell(message: SinkMessage): void {
  process.send?.(message);
}
