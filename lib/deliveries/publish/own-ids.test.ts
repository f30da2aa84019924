import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { bridgeTo, createSigningTenant, exampleInput } from "@/lib/testing/bridge";
import { countDeadlocks } from "@/lib/testing/deadlocks";
import type { Tenant } from "@/lib/testing/tenant";
import { type PublishInput, publishEvents } from "./publish";
import { publishTogether } from "./together";

const BATCH = 100;
const ROUNDS = 8;

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createSigningTenant();
  await bridgeTo(tenant, "http://127.0.0.1:59999/a");
  await bridgeTo(tenant, "http://127.0.0.1:59999/b");
});

// Nobody waited for anybody in a circle: a victim is tried again, yet a second late.
afterAll(async () => expect(await countDeadlocks()).toBe(0));

function batch(): (PublishInput & { id: string })[] {
  return Array.from({ length: BATCH }, () => ({ ...exampleInput(tenant, "credits.low"), id: newId("event") }));
}

const shuffled = <T>(list: readonly T[]) => [...list].sort(() => Math.random() - 0.5);

it("takes the same ids from four sides in as many orders, and answers each in its own", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const inputs = batch();
    const orders = [inputs, inputs.toReversed(), shuffled(inputs), shuffled(inputs)];
    const answers = await Promise.all(orders.map((order) => publishEvents(tenant.ctx, order)));
    for (const [index, answer] of answers.entries()) {
      expect(answer.map(({ id }) => id)).toEqual(orders[index]?.map(({ id }) => id));
      expect(new Set(answer.map(({ deliveries }) => deliveries))).toEqual(new Set([2]));
    }
    const ids = inputs.map(({ id }) => id);
    expect(await db.event.count({ where: { id: { in: ids } } })).toBe(BATCH);
    expect(await db.delivery.count({ where: { eventId: { in: ids } } })).toBe(2 * BATCH);
  }
});

it("takes them together with Idempotency-Keys, one key from two sides and several keys for the same ids", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const inputs = batch();
    const sides = [
      { order: inputs, idempotencyKey: `a${round}` },
      { order: inputs, idempotencyKey: `a${round}` },
      { order: inputs.toReversed(), idempotencyKey: `b${round}` },
      { order: shuffled(inputs), idempotencyKey: undefined },
    ];
    const answers = await Promise.all(
      sides.map(({ order, idempotencyKey }) => publishEvents(tenant.ctx, order, { idempotencyKey })),
    );
    for (const [index, answer] of answers.entries()) {
      expect(answer.map(({ id }) => id)).toEqual(sides[index]?.order.map(({ id }) => id));
    }
    expect(await db.event.count({ where: { id: { in: inputs.map(({ id }) => id) } } })).toBe(BATCH);
  }
});

it("takes them from the product's own publishers, who share statements", async () => {
  const inputs = batch();
  const all = [...inputs, ...inputs.toReversed(), ...shuffled(inputs)];
  const published = await Promise.all([
    ...all.map((input) => publishTogether(tenant.ctx, input)),
    publishEvents(tenant.ctx, inputs.toReversed()),
  ]);
  expect(published.slice(0, all.length).map((each) => (each as { id: string }).id)).toEqual(all.map(({ id }) => id));
});
