import { clockNow, setClockOffset } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { SECOND_MS, spanInWords } from "@/lib/time";
import { upkeepPool } from "./client";

const LOOK_EVERY_MS = 5 * SECOND_MS;
const ODD_MS = 2 * SECOND_MS;
// The clocks of two machines are never the same: what lies below is noise of the question's way.
const NOISE_MS = 20;

/**
 * Sets the process's clock by the database's. Half of the question's way counts as the answer's: right within a few
 * milliseconds on any network. Throws when the database does not answer.
 */
export async function lookAtClock(): Promise<void> {
  const askedAt = performance.now();
  const { rows } = await upkeepPool().query<{ now: number }>(
    "SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now",
  );
  const wayMs = (performance.now() - askedAt) / 2;
  const offsetMs = (rows[0]?.now ?? Date.now()) + wayMs - Date.now();
  if (Math.abs(offsetMs) < NOISE_MS) return setClockOffset(0);
  const shiftMs = Math.abs(offsetMs - (clockNow() - Date.now()));
  if (shiftMs > ODD_MS) {
    const direction = offsetMs > 0 ? "behind" : "ahead of";
    const message = `this process's clock is ${spanInWords(Math.abs(offsetMs))} ${direction} the database's, which counts`;
    logger.warn({ offsetMs: Math.round(offsetMs) }, message);
  }
  setClockOffset(offsetMs);
}

/** Looks at the database's clock now and every five seconds. Returns what ends it. */
export async function keepTime(): Promise<() => void> {
  await lookAtClock();
  const timer = setInterval(() => {
    // An hour's drift takes an hour; one look that fails is made up for by the next.
    lookAtClock().catch(() => undefined);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
