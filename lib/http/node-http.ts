import type { IncomingMessage, ServerResponse } from "node:http";
import { SECOND_MS } from "@/lib/time";

const LINGER_MS = 2 * SECOND_MS;

/**
 * A request of Node's server as the standard Request that routes take. Its body is read from the socket as it is asked for;
 * its address has the path alone, for the host is whatever the sender says.
 */
export function toRequest(request: IncomingMessage): Request {
  const headers = new Headers();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    headers.append(request.rawHeaders[index] ?? "", request.rawHeaders[index + 1] ?? "");
  }
  const { method = "POST", url = "/" } = request;
  return new Request(new URL(url, "http://localhost"), {
    method,
    headers,
    body: bodyOf(request),
    duplex: "half",
  } as RequestInit);
}

/**
 * Writes a standard Response. One that comes before the whole request has ends the connection, yet hears the sender out
 * for two seconds: who still sends when a connection closes never reads the answer.
 */
export async function writeResponse(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const request = response.req;
  const isEarly = !request.complete;
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "content-length": body.byteLength,
    "x-content-type-options": "nosniff",
    ...(isEarly ? { connection: "close" } : {}),
  });
  request.resume();
  if (!isEarly) {
    response.end(body);
    return;
  }
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS).unref();
  request.once("end", end).once("close", end);
}

// The socket is read as fast as the bytes are taken; what nobody wants any more is read and dropped.
function bodyOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  let isWanted = true;
  const last = (act: () => void) => () => {
    if (isWanted) act();
    isWanted = false;
  };
  return new ReadableStream({
    start(controller) {
      request.on("data", (chunk: Uint8Array) => {
        if (!isWanted) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      request.once(
        "end",
        last(() => controller.close()),
      );
      request.once(
        "error",
        last(() => controller.error(new Error("The sender broke off."))),
      );
      request.pause();
    },
    pull: () => void request.resume(),
    cancel: last(() => undefined),
  });
}
