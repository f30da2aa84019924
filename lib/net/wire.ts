import { isIP, type Socket } from "node:net";
import type { Phase } from "./failure";
import { InterimAnswers } from "./interim-answers";

const INTERIM_BYTES_MAX = 16 * 1024;

/** One connection, from its first step on: how far it is, what was sent and heard on it, and what broke it. */
export class Wire {
  phase: Phase;
  /** Requests that were written to it. */
  requests = 0;
  /** Whether any byte came since the last request was written. */
  heard = false;
  /** What the socket itself reported first; undici may report only that the other side closed. */
  error: Error | undefined;
  private readonly interim = new InterimAnswers(INTERIM_BYTES_MAX);

  constructor(hostname: string) {
    this.phase = isIP(hostname) === 0 ? "lookup" : "connect";
  }

  /** Follows a socket that begins to connect. */
  connecting(socket: Socket, secure: boolean): void {
    socket.once("lookup", (error: Error | null) => {
      if (!error) this.phase = "connect";
    });
    if (!secure) return;
    socket.once("connect", () => {
      this.phase = "handshake";
    });
  }

  /** The socket is connected, TLS included: from now on interim answers are taken out of what comes in. */
  open(socket: Socket): void {
    this.phase = "open";
    socket.once("error", (error) => {
      this.error = error;
    });
    const push = socket.push.bind(socket);
    // Not where it is read: bytes that came and were not read before the connection broke were heard as well.
    socket.push = (chunk: Buffer | null) => {
      if (chunk === null) return push(null);
      this.heard = true;
      const rest = this.interim.strip(chunk);
      if (rest instanceof Error) {
        socket.destroy(rest);
        return false;
      }
      return rest.length === 0 || push(rest);
    };
  }

  /** A request is about to be written. */
  startRequest(): void {
    this.requests += 1;
    this.heard = false;
    this.interim.expectAnswer();
  }
}
