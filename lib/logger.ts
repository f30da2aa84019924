import pino from "pino";

/** The process's log: JSON lines on standard output. Whatever may carry a secret is censored by name. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "silent" : "info"),
  base: null,
  redact: {
    paths: ["authorization", "cookie", "secret", "token", "password", "url", "headers", "*.authorization", "*.cookie"],
    censor: "[redacted]",
  },
});
