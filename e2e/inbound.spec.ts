import pg from "pg";
import {
  APP_SECRET,
  messageBody,
  newNumber,
  newWamid,
  signatureOf,
  VERIFY_TOKEN,
} from "@/lib/inbound/whatsapp/testing/samples";
import { makeBridge } from "./bridge-form";
import { expect, testOnOwnApp as test } from "./fixtures";
import { inspect } from "./inspect";
import { statusOf, trickle } from "./raw-request";
import { signIn } from "./tenant";
import { expectSigned } from "./verify";

const OWNER = { email: "owner@northwind.example", password: "a few words in a row" };
const INBOUND = "/settings/integrations/inbound";

test.describe.configure({ timeout: 120_000 });
test.use({
  appEnv: {
    ATELYA_INIT_EMAIL: OWNER.email,
    ATELYA_INIT_PASSWORD: OWNER.password,
    WHATSAPP_APP_SECRET: APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: VERIFY_TOKEN,
  },
});

test("a WhatsApp message reaches a bridge once, shows masked, and nobody else gets in", async ({ app, page, sink }) => {
  const url = `${app.url}/api/inbound/whatsapp`;
  const number = newNumber();
  const message = (text: string) => JSON.stringify(messageBody(number, "text", { text: { body: text } }, newWamid()));
  const json = (body: string | Buffer) => ({
    "content-type": "application/json",
    "x-hub-signature-256": signatureOf(body),
  });
  // Its ten seconds pass beside all the rest.
  const slow = trickle(url, json(message("slow")));
  await signIn(page, OWNER, app.url);

  await test.step("an admin links a number, and a bridge listens", async () => {
    await page.goto("/settings/integrations/connections");
    await expect(page.getByText(url)).toBeVisible();
    expect(await page.content()).not.toContain(VERIFY_TOKEN);
    await page.getByRole("button", { name: "Link a number" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Support");
    await page.getByLabel("Phone number ID").fill("+49 30");
    await page.getByRole("button", { name: "Link number" }).click();
    await expect(page.getByText("The phone number ID is digits alone")).toBeVisible();
    await page.getByLabel("Phone number ID").fill(number);
    await page.getByRole("button", { name: "Link number" }).click();
    await expect(page.getByRole("row", { name: /Support/ })).toContainText("None yet");
    await inspect(page);
  });
  await makeBridge(page, {
    format: "Generic JSON",
    name: "Care desk",
    url: `${sink.url}/hook`,
    event: "integration.message_received",
  });
  await page.getByRole("button", { name: "Reveal" }).click();
  const secret = String(await page.locator("code", { hasText: /^whsec_[A-Za-z0-9+/]{43}=$/ }).textContent());

  await test.step("what Meta did not sign is refused, and nothing of it is stored", async () => {
    const body = message("tampered");
    const large = Buffer.alloc(10 * 1024 * 1024, " ");
    const refused = {
      tampered: statusOf(url, { headers: json(body), body: body.replace("tampered", "changed!") }),
      unsigned: statusOf(url, { headers: { "content-type": "application/json" }, body }),
      large: statusOf(url, { headers: { ...json(large), "content-length": large.length }, body: large }),
      "large, in chunks": statusOf(url, { headers: { ...json(large), "transfer-encoding": "chunked" }, body: large }),
      "wrong type": statusOf(url, { headers: { ...json(body), "content-type": "text/plain" }, body }),
      "another method": statusOf(url, { method: "PUT", headers: json(body), body }),
    };
    const statuses = await Promise.all(Object.values(refused));
    expect(statuses).toEqual([401, 401, 413, 413, 400, 405]);
    const shake = (token: string) =>
      page.request.get(`${url}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);
    expect((await shake("guess")).status()).toBe(403);
    const greeting = await shake(VERIFY_TOKEN);
    expect([greeting.headers()["content-type"], await greeting.text()]).toEqual(["text/plain", "1158201444"]);
    expect(await storedIn(app.settings.DATABASE_URL)).toBe(0);
  });

  await test.step("what Meta signed is published, once however often it comes", async () => {
    const body = message("Gr\\u00fc\\u00dfe, is it on for Thursday?").replaceAll("\\\\u", "\\u");
    const statuses = await Promise.all([1, 2, 3].map(() => statusOf(url, { headers: json(body), body })));
    expect(statuses).toEqual([200, 200, 200]);
    const received = await sink.waitFor();
    expectSigned(received, secret);
    expect(JSON.parse(received.text)).toMatchObject({ message_text: "Grüße, is it on for Thursday?" });
  });

  await test.step("the Inbound page shows it, and what it led to", async () => {
    // What is refused is counted once a second.
    await expect(async () => {
      await page.goto(INBOUND);
      await expect(page.getByText("Refused in the last 24 hours")).toContainText("WhatsApp 3", { timeout: 500 });
    }).toPass();
    const row = page.getByRole("row", { name: /message\.text/ });
    await expect(row).toContainText("Handled");
    await expect(row).toContainText("integration.message_received, 1 delivery");
    await inspect(page);
    await page.getByLabel("Outcome").selectOption("Ignored");
    await expect(page.getByText("Nothing that came matches these filters")).toBeVisible();
    await expect(page).toHaveURL(/outcome=ignored/);
    await page.getByRole("search").getByRole("button", { name: "Clear filters" }).click();
    await row.getByRole("link").click();
    await expect(page).toHaveURL(/\/inbound\/inb_/);
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByRole("link", { name: "Care desk" })).toBeVisible();
    await expect(sheet.getByRole("region", { name: "What was sent" })).toContainText("••••");
    expect(await page.content()).not.toMatch(/Thursday|Sheena|16505551234/);
  });

  await test.step("personal data shows on request; handled again, nothing is done twice", async () => {
    await page.reload();
    await page.getByRole("button", { name: "Show personal data" }).click();
    await expect(page.getByText("Sheena Nelson")).toBeVisible();
    await page.getByRole("button", { name: "Process again" }).click();
    await expect(page.getByText("It is being handled again")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Handled" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Process again" })).toBeVisible();
    await inspect(page);
    await page.goto("/settings/organization/audit-log");
    await expect(page.getByText("inbound.revealed")).toBeVisible();
    expect(sink.requests).toHaveLength(1);
  });

  await test.step("a body that trickles was cut off after ten seconds", async () => {
    const { status, ms } = await slow;
    expect(status).toBe(400);
    expect(ms).toBeGreaterThan(9_000);
    expect(await storedIn(app.settings.DATABASE_URL)).toBe(1);
  });
});

async function storedIn(databaseUrl: string | undefined): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM inbound_events");
  await client.end();
  return rows[0]?.count ?? -1;
}
