import { setTimeout as wait } from "node:timers/promises";
import { errorCodes } from "./error-codes";

const TRIES_MAX = 5;
const PAUSE_MS = 20;
// A deadlock's victim, a serialization failure, and Prisma's word for both. Source: PostgreSQL's appendix A; Prisma's error reference.
const CONFLICTS = new Set(["40P01", "40001", "P2034"]);

/**
 * Does a piece of work again, up to five times in all, when the database has ended it for the sake of another transaction.
 * The work is one statement or one whole transaction: what was ended has left nothing behind. The one place that does so.
 */
export async function retryingConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES_MAX || !errorCodes(error).some((code) => CONFLICTS.has(code))) throw error;
      await wait(PAUSE_MS * tries * (0.5 + Math.random()));
    }
  }
}
