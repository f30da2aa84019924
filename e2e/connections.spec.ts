import { SLACK_WEBHOOK } from "@/lib/oauth/testing/slack-server";
import { type ProviderWorld, startProviders } from "@/lib/oauth/testing/world";
import { pickEvent } from "./bridge-form";
import { expect, testOnOwnApp } from "./fixtures";
import { inspect } from "./inspect";
import { signIn } from "./tenant";

const CONNECTIONS = "/settings/integrations/connections";
const OWNER = { email: "maya@northwind.example", password: "a few words in a row" };
const SECRET_PART = new URL(SLACK_WEBHOOK).pathname.split("/").at(-1) ?? "";

// The server starts with where the providers are, so they start before it. Notion is off.
const test = testOnOwnApp.extend<{ providers: ProviderWorld }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern
  providers: async ({}, use) => {
    const providers = await startProviders();
    await use(providers);
    await providers.close();
  },
  appEnv: async ({ providers }, use) => {
    const on = Object.entries(providers.env).filter(([name]) => !name.startsWith("NOTION_"));
    await use({
      ...Object.fromEntries(on),
      ATELYA_INIT_EMAIL: OWNER.email,
      ATELYA_INIT_PASSWORD: OWNER.password,
      ATELYA_INIT_ORGANIZATION: "Northwind",
    });
  },
});

test("accounts are connected, a Slack bridge is made of one, and it is disconnected", async ({
  page,
  app,
  providers,
}) => {
  test.setTimeout(180_000);
  const seen: string[] = [];
  page.on("request", (request) => seen.push(request.url()));
  await signIn(page, OWNER, app.url);
  await page.goto(CONNECTIONS);
  await expect(page.getByRole("listitem", { name: "Notion" })).toContainText("NOTION_CLIENT_ID");
  await expect(page.getByText(`${app.url}/api/oauth/notion/callback`)).toBeVisible();

  await test.step("cancelling at Google is a note and no error", async () => {
    providers.google.person.error = "access_denied";
    await page.getByRole("link", { name: "Connect Google" }).click();
    await expect(page.getByText("Nothing was connected: you cancelled at Google.")).toBeVisible();
    providers.google.person.error = undefined;
  });

  await test.step("Slack comes back with a channel to make a bridge to", async () => {
    const callback = page.waitForResponse((response) => response.url().includes("/api/oauth/slack/callback"));
    await page.getByRole("link", { name: "Connect Slack" }).click();
    const headers = await (await callback).allHeaders();
    expect(headers["cache-control"]).toBe("no-store");
    // Of several policies a browser takes the last.
    expect(headers["referrer-policy"]?.split(/[,\s]+/).at(-1)).toBe("no-referrer");
    await expect(page.getByText("Northwind is connected (Slack).")).toBeVisible();
    const account = page.getByRole("list", { name: "Connected at Slack" });
    await expect(account).toContainText("Post to the channel that was picked");
    await inspect(page);
  });

  await test.step("the bridge takes its URL on the server", async () => {
    await page.getByRole("link", { name: "Make a bridge to #deliverables", exact: true }).click();
    await expect(page.getByRole("radio", { name: "Slack", exact: true })).toBeChecked();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("#deliverables");
    await expect(page.locator("input[name=url]")).toHaveValue("");
    await expect(page.getByText("Leave empty to keep it.")).toBeVisible();
    expect(await page.content()).not.toContain(SECRET_PART);
    await pickEvent(page, "deliverable.approved");
    await page.getByRole("button", { name: "Save bridge" }).click();
    await expect(page.getByRole("heading", { name: "#deliverables is ready" })).toBeVisible();
    await expect(page.getByText("hooks.slack.com").first()).toBeVisible();
    expect(await page.content()).not.toContain(SECRET_PART);
  });

  await test.step("disconnecting asks, revokes and says so", async () => {
    await page.goto(CONNECTIONS);
    await page.getByRole("button", { name: "Disconnect Northwind" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
    await expect(page.getByText("Its access at Slack is revoked.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Connect Slack" })).toBeVisible();
    expect(providers.slack.requests.at(-1)?.path).toBe("/api/auth.revoke");
  });

  expect(seen.filter((url) => url.includes(SECRET_PART) || url.includes("xoxb"))).toEqual([]);
});
