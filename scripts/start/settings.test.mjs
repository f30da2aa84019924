import { expect, test } from "vitest";
import { halves } from "./settings.mjs";

test.each([
  [{ STRIPE_SECRET_KEY: "x" }, "STRIPE_SECRET_KEY is set, but STRIPE_WEBHOOK_SECRET is not"],
  [{ WHATSAPP_VERIFY_TOKEN: "x" }, "WHATSAPP_VERIFY_TOKEN is set, but WHATSAPP_APP_SECRET is not"],
  [{ NOTION_CLIENT_ID: "x" }, "NOTION_CLIENT_ID is set, but NOTION_CLIENT_SECRET is not"],
  [{ GOOGLE_CLIENT_SECRET: "x" }, "GOOGLE_CLIENT_SECRET is set, but GOOGLE_CLIENT_ID is not"],
  [{ SLACK_CLIENT_ID: "x" }, "SLACK_CLIENT_ID is set, but SLACK_CLIENT_SECRET is not"],
  [{ ATELYA_INIT_EMAIL: "x" }, "ATELYA_INIT_EMAIL is set, but ATELYA_INIT_PASSWORD is not"],
  [{ INNGEST_EVENT_KEY: "x" }, "INNGEST_EVENT_KEY is set, but INNGEST_SIGNING_KEY is not"],
  [{ INNGEST_SIGNING_KEY: "x" }, "INNGEST_SIGNING_KEY is set, but INNGEST_EVENT_KEY is not"],
  [{ INNGEST_BASE_URL: "http://x" }, "INNGEST_BASE_URL is set, but INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY are not"],
  [{ ATELYA_INIT_API_KEY: "x" }, "ATELYA_INIT_API_KEY is set, but ATELYA_INIT_EMAIL and ATELYA_INIT_PASSWORD are not"],
])("%o is refused by name", (env, message) => {
  expect(halves(env)).toEqual([message]);
});

test.each([
  [{}],
  [{ STRIPE_SECRET_KEY: "x", STRIPE_WEBHOOK_SECRET: "y" }],
  [{ STRIPE_SECRET_KEY: "", STRIPE_WEBHOOK_SECRET: "" }],
  [{ INNGEST_EVENT_KEY: "x", INNGEST_SIGNING_KEY: "y", INNGEST_BASE_URL: "http://z" }],
  [{ INNGEST_DEV: "1" }],
  [{ INNGEST_DEV: "http://localhost:8288", INNGEST_EVENT_KEY: "x" }],
  [{ ATELYA_INIT_EMAIL: "a", ATELYA_INIT_PASSWORD: "b", ATELYA_INIT_API_KEY: "c" }],
])("%o is whole", (env) => {
  expect(halves(env)).toEqual([]);
});

test("never repeats a value", () => {
  expect(halves({ STRIPE_SECRET_KEY: "sk_live_secret", INNGEST_EVENT_KEY: "event-secret" }).join()).not.toContain(
    "-secret",
  );
});
