import { bridgeTo } from "@/lib/testing/bridge";
import { expect, test } from "./fixtures";

test.use({ viewport: { width: 390, height: 844 } });

test("on a phone an Undo never lies over a dialog's buttons, and keys reach it", async ({
  ownerPage: page,
  tenant,
  sink,
}) => {
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await page.goto(`/settings/integrations/webhooks/${bridgeId}`);
  await page.getByRole("button", { name: "Pause" }).click();
  const toast = page.locator(".toast", { hasText: "is paused" });
  await expect(toast).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();

  const dialog = page.getByRole("alertdialog", { name: /^Delete / });
  for (const name of ["Cancel", /^Delete/]) {
    await dialog.getByRole("button", { name }).click({ trial: true, timeout: 3_000 });
  }
  const [above, below] = [await toast.boundingBox(), await dialog.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0);

  await page.keyboard.press("Alt+KeyT");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(toast.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("is active again").first()).toBeVisible();
});
