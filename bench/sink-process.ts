import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { SinkMessage, SinkOrder } from "./sink";

/** What came of an expectation: each request's `webhook-id` with its Unix time in ms, and the sink's CPU for them. */
export type Received = { arrivals: Map<string, number>; lastAt: number; cpuMs: number };

const WAIT_MS = 120_000;

/** The receiver, in a process of its own so that its work is not counted as the sender's. */
export class SinkProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<SinkProcess> {
    const child = fork(fileURLToPath(new URL("./sink.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
    const [message] = (await once(child, "message")) as [SinkMessage];
    if (message.type !== "ready") throw new Error("the sink did not start");
    return new SinkProcess(child, `http://127.0.0.1:${message.port}/hook`);
  }

  /** Counts from now on; resolves when `count` requests came. */
  async expect(count: number): Promise<{ received: Promise<Received> }> {
    const order: SinkOrder = { type: "expect", count };
    await new Promise<void>((resolve) => this.child.send(order, () => resolve()));
    const answer = once(this.child, "message", { signal: AbortSignal.timeout(WAIT_MS) });
    return { received: answer.then(([message]) => toReceived(message as SinkMessage)) };
  }

  stop(): void {
    this.child.disconnect();
  }
}

function toReceived(message: SinkMessage): Received {
  if (message.type !== "received") throw new Error("the sink restarted");
  const arrivals = new Map(message.ids.map((id, index) => [id, message.at[index] ?? 0]));
  return { arrivals, lastAt: message.at.at(-1) ?? 0, cpuMs: message.cpuMs };
}
