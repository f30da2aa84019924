import type { Page } from "@playwright/test";
import { bridgeTo } from "@/lib/testing/bridge";
import { expect, publish, test } from "./fixtures";
import { inspect } from "./inspect";
import type { TestTenant } from "./tenant";

type Place = { tenant: TestTenant; bridgeId: string; deliveryId: string };

const WEBHOOKS = "/settings/integrations/webhooks";

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

test.describe.configure({ timeout: 120_000 });

for (const [area, paths] of Object.entries(AREAS)) {
  test(`${area}: every page passes axe and fits a phone`, async ({ ownerPage, request, tenant, sink }) => {
    sink.answer({ status: 500, headers: { "retry-after": "3600" }, body: '{"error":"down"}' });
    const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
    await publish(request, tenant);
    const deliveryId = String((await sink.waitFor()).headers["x-atelyaos-delivery"]);
    for (const path of paths({ tenant, bridgeId, deliveryId })) await visit(ownerPage, path);
  });
}

test("what is public: every page passes axe and fits a phone", async ({ page }) => {
  for (const path of PUBLIC) await visit(page, path);
});

async function visit(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await inspect(page);
  });
}
