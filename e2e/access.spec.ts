import type { Browser, BrowserContext, Page, Request } from "@playwright/test";
import { getBridge } from "@/lib/bridges/get";
import { resumeBridge } from "@/lib/bridges/pause";
import { bridgeTo } from "@/lib/testing/bridge";
import { expect, publish, test } from "./fixtures";
import { addPerson, newTenant, type Person, signIn } from "./tenant";

const LIST = "/settings/integrations/webhooks";

test("a member reads and cannot change, neither on the pages nor by an owner's own request", async ({
  browser,
  ownerPage,
  request,
  tenant,
  sink,
}) => {
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await publish(request, tenant);
  await sink.waitFor();
  const pausing = await requestOfPause(ownerPage, `${LIST}/${bridgeId}`);
  await resumeBridge(tenant.ctx, { bridgeId });

  const member = await signedIn(browser, await addPerson(tenant, "member"));
  const page = await member.newPage();
  await page.goto(LIST);
  await expect(page.getByRole("link", { name: "Test bridge" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Add webhook bridge" })).toHaveCount(0);
  await page.goto(`${LIST}/${bridgeId}`);
  await expect(page.getByRole("table", { name: "Deliveries" })).toContainText("Delivered");
  await expect(page.getByText("Owners and admins can reveal it.")).toBeVisible();
  for (const name of ["Pause", "Delete", "Send test event", "Rotate secret", "Reveal"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  await page.goto(`${LIST}/new`);
  await expect(page.getByText("Only owners and admins can add a bridge.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save bridge" })).toHaveCount(0);

  expect(await replay(member, pausing)).toContain("Only owners and admins can do this");
  expect((await getBridge(tenant.ctx, { bridgeId })).state).toBe("active");
  await member.close();
});

test("another organization's ids read as not found on pages, by action and by API", async ({
  browser,
  ownerPage,
  request,
  tenant,
  sink,
}) => {
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await publish(request, tenant);
  const deliveryId = String((await sink.waitFor()).headers["x-atelyaos-delivery"]);
  const pausing = await requestOfPause(ownerPage, `${LIST}/${bridgeId}`);
  await resumeBridge(tenant.ctx, { bridgeId });

  const stranger = await newTenant();
  const theirs = await signedIn(browser, stranger.owner);
  const page = await theirs.newPage();
  for (const path of [`${LIST}/${bridgeId}`, `${LIST}/${bridgeId}/edit`, `${LIST}/deliveries/${deliveryId}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  }
  const headers = { "sec-fetch-site": "same-origin" };
  expect((await theirs.request.get(`/api/ui/deliveries/${deliveryId}`, { headers })).status()).toBe(404);
  expect(await replay(theirs, pausing)).toContain("There is no such bridge");
  expect((await getBridge(tenant.ctx, { bridgeId })).state).toBe("active");

  const authorization = { authorization: `Bearer ${stranger.apiKey}` };
  expect((await request.get(`/api/v1/webhooks/${bridgeId}`, { headers: authorization })).status()).toBe(404);
  // To publish into it is refused in the very words that a workspace gets which does not exist.
  const refusals = await Promise.all(
    [tenant.workspaceId, "ws_01KZQXBS00C9WTZ7N5TZA4M985"].map(async (workspace) => {
      const answer = await request.post("/api/v1/events", {
        headers: authorization,
        data: { type: "credits.low", workspace_id: workspace, data: CREDITS },
      });
      const { request_id, ...problem } = (await answer.json()) as Record<string, unknown>;
      return problem;
    }),
  );
  expect(refusals[0]?.status).toBe(403);
  expect(refusals[0]).toEqual(refusals[1]);
  await theirs.close();
});

const CREDITS = { balance: 180, threshold: 200, period_end: "2026-12-01T00:00:00.000Z" };

async function signedIn(browser: Browser, person: Person): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: process.env.APP_URL ?? "" });
  await signIn(await context.newPage(), person);
  return context;
}

// The server action as the owner's browser sends it.
async function requestOfPause(page: Page, bridgePath: string): Promise<Request> {
  await page.goto(bridgePath);
  const sent = page.waitForRequest((request) => "next-action" in request.headers());
  await page.getByRole("button", { name: "Pause" }).click();
  const action = await sent;
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  return action;
}

// The same bytes to the same address, with somebody else's session.
async function replay(context: BrowserContext, action: Request): Promise<string> {
  const names = ["next-action", "next-router-state-tree", "content-type", "accept"];
  const headers = Object.fromEntries(Object.entries(action.headers()).filter(([name]) => names.includes(name)));
  const origin = process.env.APP_URL ?? "";
  const data = action.postDataBuffer() ?? "";
  const answer = await context.request.post(action.url(), { headers: { ...headers, origin }, data });
  return answer.text();
}
