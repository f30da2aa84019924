import { AppError } from "@/lib/errors";
import { SECOND_MS } from "@/lib/time";

/** `requests` at once, given back evenly over `windowSeconds`. */
export type RateLimit = { requests: number; windowSeconds: number };

export const API_RATE_LIMIT: RateLimit = { requests: 600, windowSeconds: 10 };

const BUCKETS_KEPT_MAX = 10_000;

type Bucket = { tokens: number; at: number };
type State = { remaining: number; resetSeconds: number; retryAfterSeconds: number };

/** Token buckets in this process's memory, one a key. `take` says how the bucket stands after one more request. */
export function createRateLimiter(limit: RateLimit, now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>();
  const perMs = limit.requests / (limit.windowSeconds * SECOND_MS);
  return {
    take(key: string): State {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: limit.requests, at };
      bucket.tokens = Math.min(limit.requests, bucket.tokens + (at - bucket.at) * perMs);
      bucket.at = at;
      const taken = bucket.tokens >= 1;
      if (taken) bucket.tokens -= 1;
      remember(buckets, key, bucket);
      return {
        remaining: Math.floor(bucket.tokens),
        resetSeconds: Math.ceil((limit.requests - bucket.tokens) / perMs / SECOND_MS),
        retryAfterSeconds: taken ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / SECOND_MS)),
      };
    },
  };
}

// Next evaluates modules once a module graph; a key has one bucket in the process all the same.
const shared = globalThis as typeof globalThis & { atelyaApiLimiter?: ReturnType<typeof createRateLimiter> };

/** The public API's limiter: a bucket for each key, by the key's id. */
export function apiLimiter(): ReturnType<typeof createRateLimiter> {
  shared.atelyaApiLimiter ??= createRateLimiter(API_RATE_LIMIT);
  return shared.atelyaApiLimiter;
}

/** How a limit stands, as the headers of the IETF's draft name it. */
export function rateLimitHeaders(limit: RateLimit, state: State): Record<string, string> {
  return {
    "ratelimit-limit": String(limit.requests),
    "ratelimit-remaining": String(state.remaining),
    "ratelimit-reset": String(state.resetSeconds),
  };
}

/** Throws `rate_limited` when a request was one too many. `remedy` is what helps besides waiting. */
export function requireWithin(limit: RateLimit, state: State, remedy = ""): void {
  if (state.retryAfterSeconds === 0) return;
  throw new AppError(
    "rate_limited",
    `More than ${limit.requests} requests in ${limit.windowSeconds} seconds. Wait ${state.retryAfterSeconds} s${remedy}.`,
    { retryAfterSeconds: state.retryAfterSeconds },
  );
}

// In the order of last use, so that the ones that nobody uses are dropped first.
function remember(buckets: Map<string, Bucket>, key: string, bucket: Bucket): void {
  buckets.delete(key);
  buckets.set(key, bucket);
  const oldest = buckets.keys().next().value;
  if (buckets.size > BUCKETS_KEPT_MAX && oldest !== undefined) buckets.delete(oldest);
}
