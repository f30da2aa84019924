import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";

/** Sends a request over a socket of its own and answers with the status, also where that comes before the body has gone out. */
export function statusOf(
  url: string,
  {
    method = "POST",
    headers = {},
    body = "",
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
      request.destroy();
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Says that a long body follows and sends a byte of it now and then, for ever: the status that ends it, and after how long. */
export function trickle(url: string, headers: Record<string, string>): Promise<{ status: number; ms: number }> {
  const { hostname, port, pathname, host } = new URL(url);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const fields = Object.entries({ host, "content-length": "1000", ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(`POST ${pathname} HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n`);
    const timer = setInterval(() => socket.write(" "), 250);
    socket.on("close", () => clearInterval(timer));
    socket.on("error", reject);
    socket.once("data", (answer) => {
      resolve({ status: Number(answer.toString("latin1").split(" ")[1]), ms: performance.now() - started });
      socket.destroy();
    });
  });
}
