/** The highest rate limit that a bridge or a subscription may have, requests a second. */
export const RATE_LIMIT_PER_SECOND_MAX = 1_000;
