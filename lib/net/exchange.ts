import { StringDecoder } from "node:string_decoder";
import type { Dispatcher } from "undici";
import { AttemptTimeoutError } from "./failure";

/** What came back, as far as it was read. */
export type Answer = { status: number; headers: Record<string, string>; body: string; bodyBytes: number };

export type ExchangeEnd = { answer: Answer } | { error: unknown; connected: boolean };

/**
 * One request's side of undici: keeps the answer's status and headers and at most `bodyBytesMax` bytes of its body,
 * then hangs up. `deadlineMs` bounds everything from the wait for a connection to the last byte. Ends exactly once.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: Record<string, string> = {};
  private chunks: Buffer[] = [];
  private keptBytes = 0;
  private announcedBytes = 0;
  private ended = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly bodyBytesMax: number,
    deadlineMs: number,
    private readonly end: (end: ExchangeEnd) => void,
  ) {
    this.timer = setTimeout(() => this.fail(new AttemptTimeoutError("timeout")), deadlineMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A connection may come after the deadline: then nothing is sent any more.
    if (this.ended) controller.abort(new AttemptTimeoutError("timeout"));
    else this.controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, unknown>): void {
    if (status < 200) return;
    this.status = status;
    for (const name of Object.keys(headers)) {
      const value = headers[name];
      this.headers[name] = Array.isArray(value) ? value.join(", ") : String(value);
    }
    const announced = Number(this.headers["content-length"]);
    this.announcedBytes = Number.isSafeInteger(announced) && announced > 0 ? announced : 0;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.ended) return;
    this.chunks.push(chunk);
    this.keptBytes += chunk.length;
    if (this.keptBytes > this.bodyBytesMax) this.succeed();
  }

  onResponseEnd(): void {
    this.succeed();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  /** Ends the exchange with an error that undici did not report itself. */
  fail(error: unknown): void {
    if (this.ended) return;
    this.finish({ error, connected: this.controller !== undefined });
    this.controller?.abort(error instanceof Error ? error : new Error("aborted"));
  }

  private succeed(): void {
    if (this.ended) return;
    const body = this.bodyText();
    const bodyBytes = Math.max(this.announcedBytes, this.keptBytes);
    this.finish({ answer: { status: this.status, headers: this.headers, body, bodyBytes } });
    if (this.keptBytes > this.bodyBytesMax) this.controller?.abort(new Error("the rest is not read"));
  }

  // A character that the limit cuts in half is left out.
  private bodyText(): string {
    if (this.keptBytes === 0) return "";
    const [only] = this.chunks;
    const all = this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks);
    return all.length <= this.bodyBytesMax
      ? all.toString()
      : new StringDecoder("utf8").write(all.subarray(0, this.bodyBytesMax));
  }

  private finish(end: ExchangeEnd): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.chunks = [];
    this.end(end);
  }
}
