import { expect, type Page } from "@playwright/test";
import type { EventTypeName } from "@/lib/events/catalogue";

/** What a person picks and types to make a bridge. `fields` are labels of the format's own settings with what goes in. */
export type TypedBridge = {
  format: string;
  name: string;
  url: string;
  fields?: Record<string, string>;
  event?: EventTypeName;
};

/** Makes a bridge as a person does, and returns its id from the address of the page that follows. */
export async function makeBridge(page: Page, bridge: TypedBridge): Promise<string> {
  await page.goto("/settings/integrations/webhooks/new");
  await pickFormat(page, bridge.format);
  await page.getByLabel("Name", { exact: true }).fill(bridge.name);
  await page.locator("input[name=url]").fill(bridge.url);
  for (const [label, value] of Object.entries(bridge.fields ?? {})) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await pickEvent(page, bridge.event ?? "workroom.completed");
  await page.getByRole("button", { name: "Save bridge" }).click();
  await page.waitForURL(/\/webhooks\/br_\w+\?created=1$/);
  await expect(page.getByRole("heading", { name: `${bridge.name} is ready` })).toBeVisible();
  return String(/br_\w+/.exec(page.url())?.[0]);
}

/** The radio button lies under its card: people press the card. */
export async function pickFormat(page: Page, label: string): Promise<void> {
  const radio = page.getByRole("radio", { name: label, exact: true });
  await page.locator("label", { has: radio }).click();
  await expect(radio).toBeChecked();
}

export async function pickEvent(page: Page, type: EventTypeName): Promise<void> {
  const box = page.getByRole("checkbox", { name: type, exact: true });
  const family = page.locator("details", { has: page.locator(`input[name="${type}"]`) });
  await family.locator("summary").click();
  await box.check();
}
