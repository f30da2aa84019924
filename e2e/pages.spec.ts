import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { bridgeTo } from "@/lib/testing/bridge";
import { expect, publish, test } from "./fixtures";
import type { TestTenant } from "./tenant";

type Place = { tenant: TestTenant; bridgeId: string; deliveryId: string };

const WEBHOOKS = "/settings/integrations/webhooks";
const PHONE = { width: 375, height: 812 };

// Every page, by the part of the product it is in. The bridge has one delivery that failed and waits.
const AREAS: Record<string, (place: Place) => string[]> = {
  webhooks: ({ bridgeId, deliveryId }) => [
    WEBHOOKS,
    `${WEBHOOKS}/${bridgeId}`,
    `${WEBHOOKS}/activity`,
    `${WEBHOOKS}/deliveries/${deliveryId}`,
  ],
  integrations: () => ["", "/connections", "/inbound"].map((page) => `/settings/integrations${page}`),
  "a bridge's form": ({ bridgeId }) => [`${WEBHOOKS}/new`, `${WEBHOOKS}/${bridgeId}/edit`],
  developers: () => ["api", "api-keys", "subscriptions", "events"].map((page) => `/settings/developers/${page}`),
  organization: () =>
    ["members", "workspaces", "billing", "audit-log", "system", "account"].map(
      (page) => `/settings/organization/${page}`,
    ),
};
const PUBLIC = ["/sign-in", "/docs/webhooks"];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });
    test.describe.configure({ timeout: 120_000 });

    for (const [area, paths] of Object.entries(AREAS)) {
      test(`${area}: every page passes axe and fits a phone`, async ({ ownerPage, request, tenant, sink }) => {
        sink.answer({ status: 500, headers: { "retry-after": "3600" }, body: '{"error":"down"}' });
        const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
        await publish(request, tenant);
        const deliveryId = String((await sink.waitFor()).headers["x-atelyaos-delivery"]);
        for (const path of paths({ tenant, bridgeId, deliveryId })) await inspect(ownerPage, path);
      });
    }

    test("what is public: every page passes axe and fits a phone", async ({ page }) => {
      for (const path of PUBLIC) await inspect(page, path);
    });
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
    const cut = await page
      .getByRole("group")
      .filter({ has: page.locator(".data-table") })
      .evaluateAll(namesOfScrolling);
    expect.soft(cut, `lists of ${path} whose last columns a phone does not show`).toEqual([]);
  });
}

function namesOfScrolling(groups: Element[]): (string | null)[] {
  return groups.filter((group) => group.scrollWidth > group.clientWidth).map((group) => group.ariaLabel);
}

function describe({ id, nodes }: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }): string {
  return `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`;
}
