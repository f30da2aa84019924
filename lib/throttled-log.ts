import { logger } from "./logger";
import { SECOND_MS } from "./time";

type Fields = Record<string, unknown>;
type Kind = { count: number; fields: Fields; message: string; level: Level };
type Level = "error" | "warn";

// Next evaluates modules once a module graph; the process has one log.
const shared = globalThis as typeof globalThis & { atelyaLogKinds?: Map<string, Kind> };

/**
 * Logs what happens by the hundred once a kind and second: the first at once, and after each second one line for all that
 * came within it, with their `count` and the fields of the last. Other kinds are not held back. `kind` comes from a small
 * fixed set, for each is remembered while it goes on.
 */
export function logEachSecond(kind: string, fields: Fields, message: string, level: Level = "error"): void {
  shared.atelyaLogKinds ??= new Map();
  const known = shared.atelyaLogKinds.get(kind);
  if (known) {
    Object.assign(known, { count: known.count + 1, fields, message, level });
    return;
  }
  shared.atelyaLogKinds.set(kind, { count: 0, fields, message, level });
  logger[level]({ ...fields, kind, count: 1 }, message);
  setTimeout(() => sayWhatCame(kind), SECOND_MS).unref();
}

// A kind that was silent for a second is forgotten, and its next line comes at once.
function sayWhatCame(kind: string): void {
  const known = shared.atelyaLogKinds?.get(kind);
  if (!known || known.count === 0) {
    shared.atelyaLogKinds?.delete(kind);
    return;
  }
  const { count, fields, message, level } = known;
  logger[level]({ ...fields, kind, count }, message);
  known.count = 0;
  setTimeout(() => sayWhatCame(kind), SECOND_MS).unref();
}

type Write = (details: object, message: string) => void;

/**
 * The process's log for what works in the background, and meets an outage everywhere at once: warnings and errors go out
 * once a kind and second. A kind is a message, and the function that it is about where `details.functionId` names one:
 * messages are constant texts, and what differs stands in the details.
 */
export const throttledLogger: Record<"debug" | "info" | "warn" | "error", Write> = {
  debug: (details, message) => logger.debug(details, message),
  info: (details, message) => logger.info(details, message),
  warn: (details, message) => logEachSecond(kindOf(details, message), { ...details }, message, "warn"),
  error: (details, message) => logEachSecond(kindOf(details, message), { ...details }, message, "error"),
};

function kindOf(details: object, message: string): string {
  return "functionId" in details ? `${message} ${details.functionId}` : message;
}
