import { RetryAfterError } from "inngest";
import { SECOND_MS } from "@/lib/time";

const WAIT_MS_MAX = 30 * SECOND_MS;

/** Tries of a run whose only trouble can be ours: over an hour with the waits below. */
export const OWN_TROUBLE_RETRIES = 20;

/**
 * Runs what throws for trouble of ours alone, a database that is away, and has it come again soon: after a second at first,
 * twice as long each time, up to half a minute. The engine's own waits are made for functions whose callees need rest.
 */
export async function againSoon<T>(attempt: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const waitMs = Math.min(SECOND_MS * 2 ** attempt, WAIT_MS_MAX);
    throw new RetryAfterError("The database could not be used.", waitMs, { cause: error });
  }
}
