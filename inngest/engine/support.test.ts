import type { InngestFunction } from "inngest";
import { expect, test } from "vitest";
import { planFunctions } from "./support";
import { newClient } from "./testing/harness";

const client = newClient(() => async () => {}, "app");
type Options = Parameters<typeof client.createFunction>[0];

function make(options: Partial<Options>): InngestFunction.Like {
  return client.createFunction({ id: "fn", triggers: [{ event: "t/e" }], ...options } as Options, () => null);
}

const unsupported: [string, Partial<Options>][] = [
  ["throttle", { throttle: { limit: 1, period: "1s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
  ["debounce", { debounce: { period: "1s" } }],
  ["priority", { priority: { run: "1" } }],
  ["singleton", { singleton: { mode: "skip" } }],
  ["idempotency", { idempotency: "event.data.id" }],
  ["timeouts", { timeouts: { start: "1s" } }],
  ["cancelOn", { cancelOn: [{ event: "t/cancel" }] }],
  ["batchEvents.key", { batchEvents: { maxSize: 2, timeout: "1s", key: "event.data.id" } }],
  ["concurrency", { concurrency: 1 }],
  ["concurrency", { concurrency: { limit: 1, key: "event.data.id" } }],
  ["jitter on a cron trigger", { triggers: [{ cron: "* * * * *", jitter: "10s" }] } as unknown as Partial<Options>],
  ['a trigger with a wildcard ("t/*")', { triggers: [{ event: "t/*" }] }],
];

test.each(unsupported)("refuses %s, naming the function and the option", (option, options) => {
  expect(() => planFunctions("app", [make(options)])).toThrow(`The Inngest function "app-fn" uses ${option}, which`);
});

test.each([
  ["if", { triggers: [{ event: "t/e", if: "event.data ==" }] }],
  ["batchEvents.if", { batchEvents: { maxSize: 2, timeout: "1s", if: ")" } }],
  ["cron", { triggers: [{ cron: "every day" }] }],
] as [string, Partial<Options>][])("refuses a malformed %s", (option, options) => {
  expect(() => planFunctions("app", [make(options)])).toThrow(
    `The Inngest function "app-fn" has a malformed ${option}:`,
  );
});

test("refuses two functions of one id", () => {
  expect(() => planFunctions("app", [make({}), make({})])).toThrow('Two Inngest functions have the id "app-fn".');
});

test("reads what it implements", () => {
  const [plan, failure] = planFunctions("app", [make({ retries: 2, onFailure: () => null })]);
  expect(plan).toMatchObject({ id: "app-fn", attemptsMax: 3, batch: undefined });
  expect(failure).toMatchObject({ id: "app-fn-failure", attemptsMax: 2 });
  expect(planFunctions("app", [make({})])[0]?.attemptsMax).toBe(5);
});
