import { expect, it } from "vitest";
import { createRateLimiter, rateLimitHeaders, requireWithin } from "./rate-limit";

const LIMIT = { requests: 10, windowSeconds: 5 };

it("lets a burst through, then one for each part of the window that passes, a key for itself", () => {
  let now = 0;
  const limiter = createRateLimiter(LIMIT, () => now);
  for (let i = 9; i >= 0; i--) expect(limiter.take("a")).toMatchObject({ remaining: i, retryAfterSeconds: 0 });
  const refused = limiter.take("a");
  expect(refused).toEqual({ remaining: 0, resetSeconds: 5, retryAfterSeconds: 1 });
  expect(() => requireWithin(LIMIT, refused)).toThrow(/Wait 1 s/);
  expect(rateLimitHeaders(LIMIT, refused)).toEqual({
    "ratelimit-limit": "10",
    "ratelimit-remaining": "0",
    "ratelimit-reset": "5",
  });
  expect(limiter.take("b").retryAfterSeconds).toBe(0);
  now += 500;
  expect(limiter.take("a").retryAfterSeconds).toBe(0);
  expect(limiter.take("a").retryAfterSeconds).toBe(1);
  now += 60_000;
  expect(limiter.take("a")).toMatchObject({ remaining: 9, resetSeconds: 1 });
});
