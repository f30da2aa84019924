import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import type { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { bridgeTo, createSigningTenant, exampleInput } from "@/lib/testing/bridge";
import { publishEvent } from "./publish";
import { publishTogether } from "./together";

it("publishes what several hand in at once, each for its own organization, and answers each with its own", async () => {
  const [one, other] = [await createSigningTenant(), await createSigningTenant()];
  await bridgeTo(one, "http://127.0.0.1:9999/hook");
  const inputs = [one, other, one].map((tenant) => ({
    tenant,
    input: { ...exampleInput(tenant), id: newId("event") },
  }));
  const published = await Promise.all(inputs.map(({ tenant, input }) => publishTogether(tenant.ctx, input)));
  expect(published).toEqual(
    inputs.map(({ tenant, input: { id, type } }) => ({ id, type, deliveries: tenant === one ? 1 : 0 })),
  );
  expect(await db.event.count({ where: { organizationId: one.organizationId } })).toBe(2);
});

it("fails the one that is at fault, and no other; a repeat publishes nothing twice", async () => {
  const tenant = await createSigningTenant();
  const taken = { ...exampleInput(tenant), id: newId("event") };
  await publishEvent(tenant.ctx, taken);
  const fine = { ...exampleInput(tenant), id: newId("event") };
  const results = await Promise.allSettled([
    publishTogether(tenant.ctx, { ...exampleInput(tenant, "credits.low"), id: taken.id }),
    publishTogether(tenant.ctx, fine),
    publishTogether(tenant.ctx, { ...exampleInput(tenant), id: newId("event"), type: "no.such" }),
    publishTogether(tenant.ctx, fine),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  const codes = results.flatMap((result) => (result.status === "rejected" ? [(result.reason as AppError).code] : []));
  expect(codes).toEqual(["conflict", "invalid"]);
  expect(await db.event.count({ where: { organizationId: tenant.organizationId } })).toBe(2);
});
