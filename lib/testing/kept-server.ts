import type { Socket } from "node:net";
import type { GuardedRequest, Sender, SendResult } from "@/lib/net/send";
import type { RawServer } from "./raw-server";
import { post, rawForTest, urlOf } from "./sender";

export const OK_ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

export type KeptServer = {
  server: RawServer;
  /** Every request in the order of arrival, with the number of its connection, from 1. */
  received: { connection: number; text: string }[];
};

/** A server that answers the first request of each connection as `first` says, and the others as `later` does. */
export async function keptServer(
  later: (socket: Socket) => void,
  first: (socket: Socket, connection: number) => void = (socket) => socket.write(OK_ANSWER),
): Promise<KeptServer> {
  const received: KeptServer["received"] = [];
  let connections = 0;
  const server = await rawForTest((socket) => {
    connections += 1;
    const connection = connections;
    let count = 0;
    socket.on("data", (chunk: Buffer) => {
      received.push({ connection, text: chunk.toString() });
      count += 1;
      if (count === 1) first(socket, connection);
      else later(socket);
    });
  });
  return { server, received };
}

/** Sends twice, the second time on the connection of the first, and says what that came to. */
export async function sendOnKept(
  sender: Sender,
  to: KeptServer,
  more: Partial<GuardedRequest> = {},
): Promise<SendResult> {
  const first = await sender.send(post(urlOf(to.server)));
  if (!first.ok) throw new Error(first.message);
  // An answer is handed over a moment before its connection is free again.
  await new Promise((resolve) => setImmediate(resolve));
  return sender.send(post(urlOf(to.server), more));
}
