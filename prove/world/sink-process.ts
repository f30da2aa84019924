import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Arrival } from "../judge/ledger";
import type { Answer } from "./answers";
import type { SinkMessage, SinkOrder } from "./sink";

/** The receivers, in a process of their own, and the ledger of what came to them. */
export class SinkProcess {
  /** Every request, in the order in which the sink told of them: up to a tenth of a second late. */
  readonly arrivals: Arrival[] = [];

  private constructor(private readonly child: ChildProcess) {
    child.on("message", (message: SinkMessage) => {
      if (message.type === "arrivals") this.arrivals.push(...message.arrivals);
    });
  }

  static async start(): Promise<SinkProcess> {
    const child = fork(fileURLToPath(new URL("./sink.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
    await once(child, "message");
    return new SinkProcess(child);
  }

  /** Opens a destination and returns its URL. */
  async open(name: string, answer: Answer): Promise<string> {
    const opened = this.next((message) => message.type === "opened" && message.name === name);
    this.order({ type: "open", name, answer });
    const message = await opened;
    return `http://127.0.0.1:${message.type === "opened" ? message.port : 0}/hook`;
  }

  /** From now on a destination answers so. */
  answer(name: string, answer: Answer): void {
    this.order({ type: "answer", name, answer });
  }

  /** Resolves when the ledger holds all that has come until now. */
  async flush(): Promise<void> {
    const flushed = this.next((message) => message.type === "flushed");
    this.order({ type: "flush" });
    await flushed;
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }

  private order(order: SinkOrder): void {
    this.child.send(order);
  }

  private next(isWanted: (message: SinkMessage) => boolean): Promise<SinkMessage> {
    return new Promise((resolve) => {
      const take = (message: SinkMessage) => {
        if (!isWanted(message)) return;
        this.child.off("message", take);
        resolve(message);
      };
      this.child.on("message", take);
    });
  }
}
