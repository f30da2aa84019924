import pLimit, { type LimitFunction } from "p-limit";

const lines = new Map<string, LimitFunction>();

/**
 * Runs work of one key one after the other within this process. Who would only wait for a row's lock waits here, where it
 * holds no connection to the database and no transaction grows old; between processes the lock decides.
 */
export async function inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(key) ?? pLimit(1);
  lines.set(key, line);
  try {
    return await line(work);
  } finally {
    if (line.activeCount + line.pendingCount === 0) lines.delete(key);
  }
}
