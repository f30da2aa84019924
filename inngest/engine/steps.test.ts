import { afterEach, expect, test } from "vitest";
import { drained, eventually, start, stopEngines } from "./testing/harness";

afterEach(stopEngines);

test("runs a function for an event, and takes the row out of the queue", async () => {
  const seen: unknown[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "plain", triggers: [{ event: "t/plain" }] }, ({ event, runId, attempt }) => {
      seen.push({ data: event.data, runId, attempt });
    }),
  ]);
  await app.client.send({ name: "t/plain", data: { n: 1 } });
  await eventually(() =>
    expect(seen).toEqual([{ data: { n: 1 }, runId: expect.stringMatching(/^[0-9A-Z]{26}$/), attempt: 0 }]),
  );
  await drained(app);
});

test("remembers the results of steps", async () => {
  const ran: string[] = [];
  let result: unknown;
  const app = await start((client) => [
    client.createFunction({ id: "steps", triggers: [{ event: "t/steps" }] }, async ({ step }) => {
      const a = await step.run("a", () => ran.push("a") && { value: 1 });
      const b = await step.run("b", () => ran.push("b") && undefined);
      const again = await step.run("a", () => ran.push("a again") && 3);
      result = [a, b, again];
    }),
  ]);
  await app.client.send({ name: "t/steps" });
  await drained(app);
  expect(ran).toEqual(["a", "b", "a again"]);
  expect(result).toEqual([{ value: 1 }, null, 3]);
});

test("sleeps, and holds no slot meanwhile", async () => {
  const times: number[] = [];
  const app = await start(
    (client) => [
      client.createFunction({ id: "sleep", triggers: [{ event: "t/sleep" }] }, async ({ step }) => {
        await step.run("before", () => times.push(Date.now()));
        await step.sleep("nap", "1s");
        await step.run("after", () => times.push(Date.now()));
      }),
      client.createFunction({ id: "other", triggers: [{ event: "t/other" }] }, () => times.push(-1)),
    ],
    { slots: { singles: 1 } },
  );
  await app.client.send({ name: "t/sleep" });
  await eventually(() => expect(times).toHaveLength(1));
  await app.client.send({ name: "t/other" });
  await eventually(() => expect(times[1]).toBe(-1));
  await drained(app);
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test("sleepUntil wakes at the moment", async () => {
  const until = Date.now() + 1_200;
  let wokeAt = 0;
  const app = await start((client) => [
    client.createFunction({ id: "until", triggers: [{ event: "t/until" }] }, async ({ step }) => {
      await step.sleepUntil("then", new Date(until));
      wokeAt = Date.now();
    }),
  ]);
  await app.client.send({ name: "t/until" });
  await drained(app);
  expect(wokeAt).toBeGreaterThanOrEqual(until);
  expect(wokeAt).toBeLessThan(until + 3_000);
});

test("runs parallel steps side by side, each once", async () => {
  const ran: string[] = [];
  let under = 0;
  let most = 0;
  let sum = 0;
  const app = await start((client) => [
    client.createFunction({ id: "parallel", triggers: [{ event: "t/parallel" }] }, async ({ step }) => {
      const part = (n: number) =>
        step.run(`part ${n}`, async () => {
          ran.push(`part ${n}`);
          most = Math.max(most, ++under);
          await eventually(() => expect(most).toBe(3));
          under--;
          return n;
        });
      const parts = await Promise.all([part(1), part(2), part(3)]);
      sum = await step.run("sum", () => parts.reduce((a, b) => a + b, 0));
    }),
  ]);
  await app.client.send({ name: "t/parallel" });
  await drained(app);
  expect(sum).toBe(6);
  expect(ran.sort()).toEqual(["part 1", "part 2", "part 3"]);
});

test("a step beside a sleep goes first, and its retry waits for neither", async () => {
  const ran: string[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "mixed", triggers: [{ event: "t/mixed" }] }, async ({ step }) => {
      const quick = step.run("flaky", ({ attempt }: { attempt?: number } = {}) => {
        ran.push("try");
        if (ran.length < 2) throw new Error(`once ${attempt ?? ""}`);
        return "ok";
      });
      const [value] = await Promise.all([
        quick.then((result) => step.run("next", () => ran.push(`next after ${result}`))),
        step.sleep("nap", "1s"),
      ]);
      await step.run("end", () => ran.push(`end ${value}`));
    }),
  ]);
  await app.client.send({ name: "t/mixed" });
  await drained(app);
  expect(ran).toEqual(["try", "try", "next after ok", "end 3"]);
});

test("sends events from a step once, though the function fails after it", async () => {
  const heard: unknown[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "sender", triggers: [{ event: "t/sender" }] }, async ({ step, attempt }) => {
      await step.sendEvent("tell", [
        { name: "t/told", data: { n: 1 } },
        { name: "t/told", data: { n: 2 } },
      ]);
      if (attempt === 0) throw new Error("after the step");
    }),
    client.createFunction({ id: "listener", triggers: [{ event: "t/told" }] }, ({ event }) => heard.push(event.data.n)),
  ]);
  await app.client.send({ name: "t/sender" });
  await drained(app);
  expect(heard.sort()).toEqual([1, 2]);
});

test("refuses a step that it does not implement, loudly and at once", async () => {
  const failures: string[] = [];
  const app = await start((client) => [
    client.createFunction(
      { id: "waiter", triggers: [{ event: "t/waiter" }], onFailure: ({ error }) => failures.push(error.message) },
      async ({ step }) => {
        await step.waitForEvent("reply", { event: "t/reply", timeout: "1h" });
      },
    ),
  ]);
  await app.client.send({ name: "t/waiter" });
  await eventually(() => expect(failures).toHaveLength(1));
  expect(failures[0]).toMatch(/-waiter".*WaitForEvent.*does not implement/);
});
