import { AppError } from "@/lib/errors";
import { TEMPLATE_LENGTH_MAX } from "./engine";
import { BLOCKED_MS_MAX, type WorkEnd } from "./work";

type Circumstances = { setting?: string | undefined; end?: WorkEnd | undefined };

/** A rendering that the machine gave no time: the next attempt may well have it. */
export class TemplateTooLate extends Error {}

/** What went wrong with a template, for its author: an AppError with the line and the remedy; TemplateTooLate when the machine is to blame. */
export function templateError(error: unknown, { setting, end }: Circumstances): Error {
  const name = setting ? `The template in ${setting}` : "The template";
  if (end === "too late") {
    return new TemplateTooLate(`${name} was given too little time to be filled in: our machine was too busy.`);
  }
  const text = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  const place = /, line:(\d+), col:\d+$/.exec(text);
  const what = end ? TOO_MUCH : explain(text.replace(/, line:\d+, col:\d+$/, "").slice(0, 200));
  return new AppError("invalid", `${name} cannot be filled in${place ? ` (line ${place[1]})` : ""}: ${what}.`);
}

const TOO_MUCH = `it takes longer than ${BLOCKED_MS_MAX} ms. Loop over less, or work on shorter texts`;

function explain(what: string): string {
  if (what.includes("memory alloc limit exceeded")) return "it makes too much text; loop over less";
  if (what.includes("parse length limit exceeded")) return `it is longer than ${TEMPLATE_LENGTH_MAX / 1024} KiB`;
  if (what.includes("Maximum call stack size exceeded")) return "it nests too deep";
  return what;
}
