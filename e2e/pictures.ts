import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { pickFormat } from "./bridge-form";
import { expect, test } from "./fixtures";
import { makeNorthwind, type Northwind } from "./northwind";
import { signIn } from "./tenant";

// Not tests of the product but its portraits, for the documentation and the README: `npm run docs:pictures`.
const WEBHOOKS = "/settings/integrations/webhooks";
const VIEWPORT = { width: 1280, height: 800 };
const AIR = 24;

let northwind: Promise<Northwind> | undefined;

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, viewport: VIEWPORT, deviceScaleFactor: 2, reducedMotion: "reduce" } as object);

    test.beforeEach(async ({ page }) => {
      northwind ??= makeNorthwind();
      await page.context().addCookies([{ name: "local_mode_noted", value: "yes", url: process.env.APP_URL ?? "" }]);
      await signIn(page, (await northwind).tenant.owner);
    });

    // Of the whole window, or of one part of the page with some air around it.
    const picture = async (page: Page, name: string, part?: Locator) => {
      const path = fileURLToPath(new URL(`../public/docs/${name}-${theme}.png`, import.meta.url));
      await page.evaluate(() => document.fonts.ready);
      await page.mouse.move(0, 0);
      const box = await part?.boundingBox();
      const clip = box && { x: box.x - AIR, y: box.y - AIR, width: box.width + 2 * AIR, height: box.height + 2 * AIR };
      await page.screenshot({ path, animations: "disabled", caret: "hide", ...(clip ? { clip } : {}) });
    };

    test("the bridge's form", async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 1180 });
      await page.goto(`${WEBHOOKS}/new`);
      await pickFormat(page, "Slack");
      await page.getByLabel("Name", { exact: true }).fill("#deliverables");
      await page
        .locator("input[name=url]")
        .fill("https://hooks.slack.com/services/T04QZ7K2M/B05N8RWX1/9fK2mExampleOfASecret");
      await page
        .locator("details", { has: page.locator('input[name="workroom.completed"]') })
        .locator("summary")
        .click();
      await page.getByRole("checkbox", { name: "workroom.completed", exact: true }).check();
      await page.getByRole("checkbox", { name: "workroom.revision_requested", exact: true }).check();
      await expect(page.getByRole("region", { name: "Preview" })).toContainText("Spring launch campaign");
      await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
      await picture(page, "bridge-form");
    });

    test("the list", async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 620 });
      await page.goto(WEBHOOKS);
      await expect(page.getByRole("link", { name: "Ops CRM", exact: true })).toBeVisible();
      await picture(page, "bridges");
    });

    test("a bridge's activity", async ({ page }) => {
      await page.goto(`${WEBHOOKS}/${(await northwind)?.channel}`);
      await expect(page.getByRole("table", { name: "Deliveries" })).toBeVisible();
      await picture(page, "activity");
    });

    test("a delivery", async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${WEBHOOKS}/${(await northwind)?.channel}`);
      await page.getByRole("table", { name: "Deliveries" }).getByRole("link").first().click();
      await expect(page.getByRole("dialog").getByText("Status 500")).toBeVisible();
      await picture(page, "delivery");
    });

    test("signing", async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 1200 });
      await page.goto(`${WEBHOOKS}/${(await northwind)?.channel}`);
      const signing = page.getByRole("region", { name: "Signing" });
      await signing.evaluate((element) => element.scrollIntoView({ block: "center" }));
      await picture(page, "signing", signing);
    });
  });
}
