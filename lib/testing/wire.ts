import { connect, createServer, type Socket } from "node:net";
import { SECOND_MS } from "@/lib/time";

/** A way to a port on this machine through a port of its own, as through a network that may fail. */
export class Wire {
  private readonly pairs = new Set<{ near: Socket; far: Socket }>();

  private constructor(
    readonly port: number,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  static async to(targetPort: number): Promise<Wire> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const wire = new Wire(typeof address === "object" && address ? address.port : 0, server);
    server.on("connection", (near) => wire.join(near, targetPort));
    return wire;
  }

  /** Loses every byte of the connections that are open now, in both directions, and tells neither end. New ones are well. */
  dropPackets(): void {
    for (const { near, far } of this.pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.on("data", () => undefined);
      far.on("data", () => undefined);
    }
  }

  close(): void {
    this.server.close();
    for (const { near, far } of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  private join(near: Socket, targetPort: number): void {
    const far = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    near.setNoDelay(true);
    const pair = { near, far };
    this.pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    const end = () => {
      near.destroy();
      // The database's end of a lost connection lives on for a while, as behind a real network.
      setTimeout(() => far.destroy(), SECOND_MS).unref();
      this.pairs.delete(pair);
    };
    for (const socket of [near, far]) {
      socket.on("error", end);
      socket.on("close", end);
    }
  }
}
