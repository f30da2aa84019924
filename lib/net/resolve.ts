import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { SECOND_MS } from "@/lib/time";

/** Every address of a name; errors carry `syscall: "getaddrinfo"`. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

const STALLED_AFTER_MS = 3 * SECOND_MS;
const STALLED_FOR_MS = 30 * SECOND_MS;
const STALLED_KEPT_MAX = 1_000;
/** What libuv starts without UV_THREADPOOL_SIZE. */
const THREADS_DEFAULT = 4;

/** Asks the system, so /etc/hosts counts. Each question holds a thread of the process's pool until it is answered. */
const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * A resolver that a few dead name servers cannot block for everybody: connections that open at once share one question,
 * questions leave a thread of the pool to the rest of the process, and a name that failed only after seconds fails at
 * once for the next half minute. Answers are not kept: who connects next asks again.
 */
export function createResolver(system: Resolve = resolveBySystem, now: () => number = Date.now): Resolve {
  const asking = new Map<string, Promise<readonly LookupAddress[]>>();
  const stalled = new Map<string, { until: number; error: unknown }>();
  const run = limiter(Math.max(1, Number(process.env.UV_THREADPOOL_SIZE ?? THREADS_DEFAULT) - 1));

  const ask = async (host: string) => {
    const askedAt = now();
    try {
      return await system(host);
    } catch (error) {
      if (now() - askedAt >= STALLED_AFTER_MS) {
        if (stalled.size >= STALLED_KEPT_MAX) stalled.clear();
        stalled.set(host, { until: now() + STALLED_FOR_MS, error });
      }
      throw error;
    }
  };

  return (host) => {
    const stall = stalled.get(host);
    if (stall && stall.until > now()) return Promise.reject(stall.error);
    const known = asking.get(host);
    if (known) return known;
    const answer = run(() => ask(host)).finally(() => asking.delete(host));
    asking.set(host, answer);
    return answer;
  };
}

/** Runs at most `most` works at once; the others wait in turn. */
function limiter(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
