import pg from "pg";
import { WEBHOOK_SECRET } from "@/lib/inbound/stripe/testing/events";
import { expect, testOnOwnApp as test } from "./fixtures";
import { deliver, type Progress, thousandEvents } from "./stripe-deliveries";
import { signIn } from "./tenant";

const OWNER = { email: "owner@northwind.example", password: "a few words in a row" };
const API_KEY = "atl_stripe0test0key0of0thirty0characters";

test.describe.configure({ timeout: 420_000 });
test.use({
  appEnv: {
    ATELYA_INIT_EMAIL: OWNER.email,
    ATELYA_INIT_PASSWORD: OWNER.password,
    ATELYA_INIT_API_KEY: API_KEY,
    STRIPE_SECRET_KEY: "sk_test_of_tests",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    // Nobody listens there.
    STRIPE_API_URL: "http://127.0.0.1:9",
  },
});

test("a thousand deliveries, each sent twice in any order while the server is killed: the ledger is exact", async ({
  app,
  page,
}) => {
  const endpoint = `${app.url}/api/inbound/stripe`;
  expect((await page.request.get(endpoint)).status()).toBe(405);
  const database = new pg.Client({ connectionString: app.settings.DATABASE_URL });
  await database.connect();
  const { rows } = await database.query<{ id: string }>("SELECT id FROM organizations");
  const { events, balance, entries } = thousandEvents(String(rows[0]?.id));
  expect(events).toHaveLength(1_000);

  const progress: Progress = { answered: 0, refused: {} };
  const sending = deliver(endpoint, events, progress);
  await expect.poll(() => progress.answered, { timeout: 120_000, intervals: [20] }).toBeGreaterThan(500);
  await app.kill();
  expect(progress.answered, "the kill came in their midst").toBeLessThan(1_900);
  await app.restart();
  await sending;
  expect(progress).toEqual({ answered: 2_000, refused: {} });

  const waiting = async () => {
    const { rows: left } = await database.query(
      "SELECT status FROM inbound_events WHERE status IN ('received', 'parked')",
    );
    return left.length;
  };
  await expect.poll(waiting, { message: "events that are not handled yet", timeout: 300_000 }).toBe(0);
  const ledger = await database.query(
    `SELECT count(*)::int AS entries, sum(amount)::int AS balance,
      bool_and(before + amount = balance_after) AS exact
    FROM (SELECT amount, balance_after, lag(balance_after, 1, 0) OVER (ORDER BY id) AS before FROM credit_entries) e`,
  );
  expect(ledger.rows).toEqual([{ entries, balance, exact: true }]);
  const published = await database.query(
    "SELECT count(*)::int AS events FROM events WHERE type = 'billing.invoice_paid'",
  );
  expect(published.rows, "one event an invoice").toEqual([{ events: 699 }]);
  await database.end();

  const answer = await page.request.get("/api/v1/credits", { headers: { authorization: `Bearer ${API_KEY}` } });
  expect(await answer.json()).toMatchObject({ balance, threshold: null, plan: null });
  await signIn(page, OWNER, app.url);
  await page.goto("/settings/organization/billing");
  await expect(page.getByText(balance.toLocaleString("en-US"), { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Open Stripe's portal" })).toBeVisible();
  await expect(page.locator(".recharts-surface")).toBeVisible();
  await page.getByRole("button", { name: "Open Stripe's portal" }).click();
  await expect(page.getByText("Stripe did not answer. Try again in a moment.")).toBeVisible();
});
