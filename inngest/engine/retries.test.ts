import { NonRetriableError, RetryAfterError, StepError } from "inngest";
import { afterEach, expect, test } from "vitest";
import { drained, eventually, pool, start, stopEngines } from "./testing/harness";

afterEach(stopEngines);

test("repeats a function that throws, as often as it allows", async () => {
  const attempts: number[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "twice", retries: 1, triggers: [{ event: "t/twice" }] }, ({ attempt }) => {
      attempts.push(attempt);
      throw new Error("always");
    }),
  ]);
  await app.client.send({ name: "t/twice" });
  await drained(app);
  expect(attempts).toEqual([0, 1]);
});

test("keeps the row of a run that failed for good, with its error", async () => {
  const app = await start((client) => [
    client.createFunction({ id: "broken", retries: 0, triggers: [{ event: "t/broken" }] }, () => {
      throw new TypeError("as planned");
    }),
  ]);
  await app.client.send({ name: "t/broken" });
  await drained(app);
  const { rows } = await pool.query("select error, owner, due_at from engine_runs where function_id = $1", [
    `${app.client.id}-broken`,
  ]);
  expect(rows).toEqual([{ error: "TypeError: as planned", owner: null, due_at: null }]);
});

test("stores an error whatever its text is: zero bytes, half a surrogate pair, megabytes", async () => {
  const messages = ["zero \0 byte", "half \ud83d pair", "x".repeat(2_000_000)];
  const app = await start((client) => [
    client.createFunction({ id: "odd", retries: 0, triggers: [{ event: "t/odd" }] }, ({ event }) => {
      throw new Error(messages[event.data.n]);
    }),
  ]);
  await app.client.send(messages.map((_, n) => ({ name: "t/odd", data: { n } })));
  await drained(app);
  const { rows } = await pool.query<{ error: string }>("select error from engine_runs where function_id = $1", [
    `${app.client.id}-odd`,
  ]);
  const errors = rows.map(({ error }) => error.slice(0, 17)).sort();
  expect(errors).toEqual(["Error: half \ufffd pai", "Error: xxxxxxxxxx", "Error: zero  byte"]);
});

test("tells onFailure of an event that is as large as events may be", async () => {
  const told: number[] = [];
  const app = await start((client) => [
    client.createFunction(
      {
        id: "large",
        retries: 0,
        triggers: [{ event: "t/large" }],
        onFailure: ({ event }) => told.push(event.data.event.data.text.length),
      },
      () => {
        throw new Error("no");
      },
    ),
  ]);
  await app.client.send({ name: "t/large", data: { text: "x".repeat(500_000) } });
  await eventually(() => expect(told).toEqual([500_000]));
  await drained(app);
});

test("waits as long as a RetryAfterError asks", async () => {
  const times: number[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "later", retries: 1, triggers: [{ event: "t/later" }] }, () => {
      times.push(Date.now());
      if (times.length === 1) throw new RetryAfterError("busy", "2s");
    }),
  ]);
  await app.client.send({ name: "t/later" });
  await drained(app);
  expect(times).toHaveLength(2);
  const waited = (times[1] ?? 0) - (times[0] ?? 0);
  expect(waited).toBeGreaterThanOrEqual(1_900);
  expect(waited).toBeLessThan(3_500);
});

test("does not repeat a NonRetriableError, and tells onFailure once, with the event and the error", async () => {
  const attempts: number[] = [];
  const told: unknown[] = [];
  const app = await start((client) => [
    client.createFunction(
      {
        id: "hopeless",
        triggers: [{ event: "t/hopeless" }],
        onFailure: ({ event, error }) =>
          told.push({ original: event.data.event.data, name: event.name, message: error.message }),
      },
      ({ attempt }) => {
        attempts.push(attempt);
        throw new NonRetriableError("give up");
      },
    ),
  ]);
  await app.client.send({ name: "t/hopeless", data: { n: 7 } });
  await eventually(() => expect(told).toHaveLength(1));
  await drained(app);
  expect(attempts).toEqual([0]);
  expect(told).toEqual([{ original: { n: 7 }, name: "inngest/function.failed", message: "give up" }]);
});

test("only the failed function's own handler hears of it", async () => {
  const told: string[] = [];
  const app = await start((client) => [
    client.createFunction(
      { id: "fails", retries: 0, triggers: [{ event: "t/one" }], onFailure: () => told.push("fails") },
      () => {
        throw new Error("no");
      },
    ),
    client.createFunction(
      { id: "fine", triggers: [{ event: "t/one" }], onFailure: () => told.push("fine") },
      () => "ok",
    ),
  ]);
  await app.client.send({ name: "t/one" });
  await eventually(() => expect(told).toEqual(["fails"]));
  await drained(app);
  expect(told).toEqual(["fails"]);
});

test("repeats a step by itself; what went before it runs once", async () => {
  const ran: string[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "step-retry", retries: 2, triggers: [{ event: "t/step-retry" }] }, async ({ step }) => {
      await step.run("first", () => ran.push("first"));
      await step.run("second", () => {
        ran.push("second");
        if (ran.filter((name) => name === "second").length < 3) throw new Error("again");
      });
      await step.run("third", () => ran.push("third"));
    }),
  ]);
  await app.client.send({ name: "t/step-retry" });
  await drained(app);
  expect(ran).toEqual(["first", "second", "second", "second", "third"]);
});

test("lets a function catch the error of a step that has no attempts left", async () => {
  let caught: unknown;
  const app = await start((client) => [
    client.createFunction({ id: "catches", retries: 1, triggers: [{ event: "t/catches" }] }, async ({ step }) => {
      try {
        await step.run("doomed", () => {
          throw new Error("doom");
        });
      } catch (error) {
        caught = error;
      }
      await step.run("after", () => "still here");
    }),
  ]);
  await app.client.send({ name: "t/catches" });
  await drained(app);
  expect(caught).toBeInstanceOf(StepError);
  expect(String(caught)).toContain("doom");
});

test("each of several parallel steps has attempts of its own", async () => {
  const ran: Record<string, number> = {};
  const app = await start((client) => [
    client.createFunction({ id: "both", retries: 2, triggers: [{ event: "t/both" }] }, async ({ step }) => {
      const part = (name: string, failures: number) =>
        step.run(name, () => {
          ran[name] = (ran[name] ?? 0) + 1;
          if (ran[name] <= failures) throw new Error(name);
        });
      await Promise.all([part("steady", 0), part("once", 1), part("twice", 2)]);
    }),
  ]);
  await app.client.send({ name: "t/both" });
  await drained(app);
  expect(ran).toEqual({ steady: 1, once: 2, twice: 3 });
});
