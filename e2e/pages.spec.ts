import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { bridgeTo } from "@/lib/testing/bridge";
import { expect, publish, test } from "./fixtures";

const SETTINGS = [
  "/settings/integrations",
  "/settings/integrations/webhooks",
  "/settings/integrations/webhooks/new",
  "/settings/integrations/webhooks/activity",
  "/settings/developers/api",
  "/settings/developers/api-keys",
  "/settings/developers/subscriptions",
  "/settings/developers/events",
  "/settings/organization/members",
  "/settings/organization/workspaces",
  "/settings/organization/audit-log",
  "/settings/organization/system",
  "/settings/organization/account",
];
const PUBLIC = ["/sign-in", "/docs/webhooks"];
const PHONE = { width: 375, height: 812 };

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page passes axe, and fits a phone, in ${colorScheme}`, async ({
    browser,
    ownerPage,
    request,
    tenant,
    sink,
  }) => {
    test.setTimeout(180_000);
    sink.answer({ status: 500, headers: { "retry-after": "3600" }, body: '{"error":"down"}' });
    const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
    await publish(request, tenant);
    const deliveryId = String((await sink.waitFor()).headers["x-atelyaos-delivery"]);
    const bridge = `/settings/integrations/webhooks/${bridgeId}`;
    const own = [bridge, `${bridge}/edit`, `/settings/integrations/webhooks/deliveries/${deliveryId}`];

    await ownerPage.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const path of [...SETTINGS, ...own]) await inspect(ownerPage, path);
    const visiting = await browser.newContext({
      baseURL: process.env.APP_URL ?? "",
      colorScheme,
      reducedMotion: "reduce",
    });
    const visitor = await visiting.newPage();
    for (const path of PUBLIC) await inspect(visitor, path);
    await visiting.close();
  });
}

async function inspect(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(describe), `axe on ${path}`).toEqual([]);
    await page.setViewportSize(PHONE);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
  });
}

function describe({ id, nodes }: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }): string {
  return `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`;
}
