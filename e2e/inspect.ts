import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

/** What another color scheme can break. */
const OF_COLORS = ["color-contrast", "link-in-text-block"];

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 812 };

/** Holds what a page shows now to its promises: axe finds nothing, in light and dark, and a phone shows all of its width. */
export async function inspect(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname;
  await page.setViewportSize(DESK);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    // No page has frames, so axe needs no second page to put their findings together.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === "dark" ? axe.withRules(OF_COLORS) : axe).analyze();
    expect.soft(violations.map(describe), `axe on ${path}, ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize(PHONE);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
  const lists = page.getByRole("group").filter({ has: page.locator(".data-table") });
  const cut = await lists.evaluateAll(namesOfScrolling);
  expect.soft(cut, `lists of ${path} whose last columns a phone does not show`).toEqual([]);
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
}

function namesOfScrolling(groups: Element[]): (string | null)[] {
  return groups.filter((group) => group.scrollWidth > group.clientWidth).map((group) => group.ariaLabel);
}

function describe({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`;
}
