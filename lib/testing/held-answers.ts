import type { ServerResponse } from "node:http";
import type { SinkAnswer } from "./sink";

export type HeldAnswers = {
  /** Give it to a sink: each request is kept waiting. */
  answer: SinkAnswer;
  /** How many wait now. */
  readonly waiting: number;
  /** Answers all that wait, and from now on every request at once. */
  release(status?: number): void;
};

/** Answers that come when the test says so: a receiver that takes its time. */
export function heldAnswers(): HeldAnswers {
  const waiting: ServerResponse[] = [];
  let releasedWith: number | undefined;
  return {
    answer: (_, response) => {
      if (releasedWith === undefined) waiting.push(response);
      else response.writeHead(releasedWith).end("ok");
    },
    get waiting() {
      return waiting.filter((response) => !response.destroyed).length;
    },
    release: (status = 200) => {
      releasedWith = status;
      for (const response of waiting.splice(0)) response.writeHead(status).end("ok");
    },
  };
}
