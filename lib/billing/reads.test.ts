import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { DAY_MS } from "@/lib/time";
import { readBalanceHistory } from "./history";
import { listInvoices } from "./invoice-list";
import { readLedger } from "./ledger-page";
import { readBilling } from "./overview";

const NOW = new Date("2026-11-23T12:00:00Z");

async function entries({ organizationId }: Tenant, list: readonly (readonly [daysAgo: number, amount: number])[]) {
  let balance = 0;
  for (const [daysAgo, amount] of list) {
    balance += amount;
    const at = new Date(NOW.getTime() - daysAgo * DAY_MS);
    const id = newId("credit", at.getTime());
    const row = { id, organizationId, amount, balanceAfter: balance, reason: "usage", source: id };
    await db.creditEntry.create({ data: { ...row, occurredAt: at, createdAt: at } });
  }
}

it("tells the balance day by day, from what it was before", async () => {
  const [tenant, other] = await Promise.all([createTenant(), createTenant()]);
  await entries(other, [[2, 9_999]]);
  await entries(tenant, [
    [40, 100],
    [3, 50],
    [3, -20],
    [1, -5],
  ]);
  const days = await readBalanceHistory(tenant.ctx, NOW);
  expect(days).toHaveLength(30);
  expect(days[0]).toEqual({ day: "2026-10-25", balance: 100, given: 0, used: 0 });
  expect(days.slice(-4)).toEqual([
    { day: "2026-11-20", balance: 130, given: 50, used: 20 },
    { day: "2026-11-21", balance: 130, given: 0, used: 0 },
    { day: "2026-11-22", balance: 125, given: 0, used: 5 },
    { day: "2026-11-23", balance: 125, given: 0, used: 0 },
  ]);
});

it("pages through the ledger without loss, and through no other's", async () => {
  const [tenant, other] = await Promise.all([createTenant(), createTenant()]);
  await entries(
    tenant,
    Array.from({ length: 60 }, (_, n) => [60 - n, 1] as const),
  );
  await entries(other, [[1, 7]]);
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await readLedger(tenant.ctx, { cursor });
    seen.push(...page.entries.map(({ balanceAfter }) => balanceAfter));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => 60 - n));
  expect(await readBilling(tenant.ctx)).toMatchObject({ hasLedger: true });
});

it("says what there is before anything has happened", async () => {
  const { ctx } = await createTenant();
  expect(await readBilling(ctx, new Date("2026-12-31T23:59:59Z"))).toEqual({
    configured: false,
    plan: null,
    balance: 0,
    hasLedger: false,
    threshold: null,
    periodEnd: new Date("2027-01-01T00:00:00Z"),
  });
  expect(await listInvoices(ctx)).toEqual([]);
});

it("links an invoice only where it is a page of the web", async () => {
  const { ctx, organizationId } = await createTenant();
  const row = { organizationId, status: "open", amount: 100n, currency: "eur", lastEventAt: NOW };
  const urls = ["https://invoice.stripe.com/i/1", "javascript:alert(1)"];
  const data = urls.map((url, n) => ({ ...row, id: `in_${n}${organizationId}`, url, createdAt: new Date(n) }));
  await db.billingInvoice.createMany({ data });
  expect((await listInvoices(ctx)).map(({ url }) => url)).toEqual([null, urls[0]]);
});
