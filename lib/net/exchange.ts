import type { IncomingHttpHeaders } from "node:http";
import { type Dispatcher, errors } from "undici";
import type { Follower } from "./connections";
import { AttemptTimeoutError, type Phase } from "./failure";
import { type Answer, ReceivedAnswer } from "./received-answer";
import type { Wire } from "./wire";

export type ExchangeEnd =
  | { kind: "answer"; answer: Answer }
  | { kind: "failure"; error: Error; phase: Phase }
  /** `mayStart` said no: nothing was sent. */
  | { kind: "withheld" }
  /** Our own mistake, such as a header's name that is none. */
  | { kind: "defect"; error: unknown };

export type ExchangeOptions = {
  bodyBytesMax: number;
  /** Bounds everything from the wait for a connection to the last byte, both tries together. */
  timeoutMs: number;
  /** Asked right before bytes go out. */
  mayStart?: (() => boolean) | undefined;
  /** Sends the same request once more, on a connection that is new. */
  tryAgain(): void;
  /** Called exactly once. */
  end(end: ExchangeEnd): void;
};

/**
 * One request's side of undici: reads an answer as far as it is kept, then hangs up. A status that was read is the answer
 * even when the body breaks. A request that ends on a connection used before, without a byte of an answer, was most likely
 * never read, for the other side had closed an idle connection: it is sent once more.
 */
export class Exchange implements Follower {
  private readonly received: ReceivedAnswer;
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private line: { readonly wire: Wire } | undefined;
  /** The connection that the request was written to. */
  private wire: Wire | undefined;
  private firstFailure: Error | undefined;
  private ended = false;

  constructor(private readonly options: ExchangeOptions) {
    this.received = new ReceivedAnswer(options.bodyBytesMax);
    this.timer = setTimeout(() => this.fail(new AttemptTimeoutError("timeout")), options.timeoutMs);
  }

  follow(line: { readonly wire: Wire }): void {
    this.line = line;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const refusal = this.ended ? undefined : this.refusalToStart();
    if (refusal) this.finish(refusal);
    if (this.ended) {
      // A connection may also come after the deadline.
      controller.abort(new Error("not started"));
      return;
    }
    this.controller = controller;
    this.wire = this.line?.wire;
    this.wire?.startRequest();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Interim answers do not come this far: a status below is none at all.
    if (status < 200) this.fail(new errors.HTTPParserError("no status"));
    else this.received.head(status, headers);
    if (this.received.isWaitedForInVain) this.hangUp();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.ended) return;
    this.received.data(chunk);
    if (this.received.isFull) this.hangUp();
  }

  onResponseEnd(): void {
    if (!this.ended) this.finish({ kind: "answer", answer: this.received.soFar() });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.ended) return;
    const cause = this.wire?.error ?? error;
    if (this.mayTryAgain() && !(cause instanceof errors.InvalidArgumentError)) {
      this.firstFailure = cause;
      this.controller = undefined;
      this.wire = undefined;
      this.options.tryAgain();
    } else this.fail(cause);
  }

  /** Ends the exchange with an error, which may be one that undici did not report itself. */
  fail(error: Error): void {
    if (this.ended) return;
    const { phase } = this.wire ?? this.line?.wire ?? { phase: "connect" };
    if (this.received.status > 0) this.finish({ kind: "answer", answer: this.received.soFar(error) });
    else if (error instanceof errors.InvalidArgumentError) this.finish({ kind: "defect", error });
    else this.finish({ kind: "failure", error, phase });
    this.controller?.abort(error);
  }

  /** The answer is known, and the rest of it is not read. */
  private hangUp(): void {
    this.finish({ kind: "answer", answer: this.received.soFar() });
    this.controller?.abort(new Error("the rest is not read"));
  }

  private refusalToStart(): ExchangeEnd | undefined {
    try {
      if (this.options.mayStart?.() ?? true) return undefined;
    } catch (error) {
      return { kind: "defect", error };
    }
    // What was sent at the first try cannot be taken back.
    return this.firstFailure ? { kind: "failure", error: this.firstFailure, phase: "open" } : { kind: "withheld" };
  }

  private mayTryAgain(): boolean {
    // The second try's connection carries no other request, so there is no third.
    if (this.wire) return this.wire.requests > 1 && !this.wire.heard;
    // undici also gives up a request whose connection breaks just before it is written.
    const wire = this.line?.wire;
    return wire?.phase === "open" && wire.requests > 0;
  }

  private finish(end: ExchangeEnd): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.options.end(end);
  }
}
