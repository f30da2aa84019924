import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

export type RawServer = {
  port: number;
  /** Connections that were accepted so far (TCP, before any TLS). */
  connections: number;
  /** Connections that are open now. */
  open: number;
  close(): Promise<void>;
};

/** A TCP or TLS server on a loopback port whose `onSocket` speaks for itself: for what no HTTP server would say. */
export async function startRawServer(
  onSocket: (socket: Socket) => void,
  options: { tls?: TlsOptions; host?: string } = {},
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const listener = (socket: Socket) => {
    socket.on("error", () => undefined);
    onSocket(socket);
  };
  const server: Server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  const state = { connections: 0 };
  server.on("connection", (socket: Socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, options.host ?? "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return state.connections;
    },
    get open() {
      return sockets.size;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Calls back with each request's head, once its blank line came. */
export function onRequestHead(socket: Socket, answer: (head: string) => void): void {
  let seen = "";
  socket.on("data", (chunk: Buffer) => {
    seen += chunk.toString("latin1");
    const end = seen.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = seen.slice(0, end);
    seen = "";
    answer(head);
  });
}
