import type { APIRequestContext } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { connectMcpServer } from "@/lib/connections/mcp/connect";
import { newId } from "@/lib/ids";
import { bridgeTo } from "@/lib/testing/bridge";
import { startMcpServer } from "@/lib/testing/mcp-server";
import { expect, test } from "./fixtures";
import { inspect } from "./inspect";
import { addPerson, newTenant, signIn } from "./tenant";
import { expectSigned } from "./verify";

const LIST = "/settings/integrations/connections";

test("a server is added, asked who it is, sends what changed, and changes over to another secret", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  test.setTimeout(120_000);
  const server = await startMcpServer({ name: "Assets", version: "3.1.4", token: "a-token-of-some-length" });
  await bridgeTo(tenant, `${sink.url}/hook`, ["integration.server_updated"]);

  await page.goto(LIST);
  await expect(page.getByRole("heading", { name: "No MCP servers yet" })).toBeVisible();
  await page.getByRole("button", { name: "Add MCP server" }).click();
  await page.getByLabel("Name").fill("Asset library");
  await page.getByLabel("Server URL").fill("https://10.0.0.7/mcp");
  await page.getByLabel("Token for the server").fill("a-token-of-some-length");
  await page.getByRole("button", { name: "Add server" }).click();
  await expect(page.getByText("This address is private or reserved")).toBeVisible();
  await page.getByLabel("Server URL").fill(server.url);
  await page.getByRole("button", { name: "Add server" }).click();
  const dialog = page.getByRole("dialog");
  const secret = String(await dialog.getByLabel("Secret", { exact: true }).textContent());
  const endpoint = String(await dialog.locator("pre").textContent());
  expect(endpoint).toMatch(new RegExp(`^${process.env.APP_URL}/api/inbound/mcp/con_`));
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Asset library", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Ping the server" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Assets 3.1.4" })).toContainText("MCP 2025-11-25");

  const ping = await bearer(request, endpoint, secret, { jsonrpc: "2.0", id: 0, method: "ping" });
  expect([ping.status(), await ping.json()]).toEqual([200, { jsonrpc: "2.0", id: 0, result: {} }]);
  const challenge = { type: "verification", challenge: "ch_1" };
  expect(await (await signed(request, endpoint, secret, challenge)).json()).toEqual({ challenge: "ch_1" });
  const changed = { jsonrpc: "2.0", method: "notifications/tools/list_changed" };
  expect((await bearer(request, endpoint, secret, changed)).status()).toBe(202);
  const eventId = newId("request");
  const event = { eventId, name: "asset.added", timestamp: new Date().toISOString(), data: { asset: "<b>logo</b>" } };
  for (const outcome of ["handled", "duplicate"]) {
    const answer = await signed(request, endpoint, secret, event, eventId);
    expect(await answer.json()).toMatchObject({ type: "event", outcome });
  }
  const received = await sink.waitForCount(2);
  for (const each of received) expectSigned(each, tenant.secret);
  const told = received.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
  expect(told.map(({ change }) => change).sort()).toEqual(["asset.added", "tools/list_changed"]);
  expect(told.find(({ change }) => change === "asset.added")?.details).toBe('{"asset":"<b>logo</b>"}');

  // By itself, while one looks.
  const row = page.getByRole("row", { name: /asset\.added/ });
  await expect(row.getByRole("link")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Last ping from the server: none yet")).toHaveCount(0);

  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  const next = String(await page.getByLabel("New signing secret").textContent());
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Two secrets are good now.")).toBeVisible();
  for (const good of [secret, next]) expect((await signed(request, endpoint, good, changed)).status()).toBe(202);
  await page.getByRole("button", { name: "End now" }).click();
  await page.getByRole("button", { name: "Stop the old secret" }).click();
  await expect(page.getByText("Two secrets are good now.")).toHaveCount(0);
  // Another worker may learn of it a second later.
  await expect.poll(async () => (await signed(request, endpoint, secret, changed)).status()).toBe(401);
  expect((await signed(request, endpoint, next, changed)).status()).toBe(202);
  expect(await page.content()).not.toContain(next);

  expect((await request.get(endpoint)).headers().allow).toBe("OPTIONS, POST");
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Inbound event");
  await expect(page.getByText("integration.server_updated")).toBeVisible();
  await server.close();
});

test("an admin edits and disconnects; a member reads alone, a stranger nothing", async ({
  browser,
  ownerPage: page,
  tenant,
}) => {
  const input = { name: "Asset library", url: "https://mcp.example.com/mcp?key=t0psecret", bearerToken: "" };
  const { id } = await connectMcpServer(tenant.ctx, tenant.workspaceId, input);
  for (const [person, heading] of [
    [await addPerson(tenant, "member"), "Asset library"],
    [(await newTenant()).owner, "There is nothing here"],
  ] as const) {
    const context = await browser.newContext({ baseURL: process.env.APP_URL ?? "" });
    const theirs = await context.newPage();
    await signIn(theirs, person);
    await theirs.goto(`${LIST}/${id}`);
    await expect(theirs.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    for (const name of ["Edit", "Disconnect", "Ping the server", "Rotate secret"]) {
      await expect(theirs.getByRole("button", { name })).toHaveCount(0);
    }
    await context.close();
  }
  await page.goto(`${LIST}/${id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Name").fill("Library");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Library", level: 1 })).toBeVisible();
  expect(await page.content()).not.toContain("t0psecret");
  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page).toHaveURL(new RegExp(`${LIST}$`));
  await expect(page.getByRole("heading", { name: "No MCP servers yet" })).toBeVisible();
});

test("the list and a server in trouble pass axe and fit a phone", async ({ ownerPage: page, request, tenant }) => {
  const input = { name: "Asset library", url: "https://mcp.example.com/mcp", bearerToken: "" };
  const { id, secret } = await connectMcpServer(tenant.ctx, tenant.workspaceId, input);
  const endpoint = `${process.env.APP_URL}/api/inbound/mcp/${id}`;
  const error = { code: "unauthorized", message: `The token of <b>${"x".repeat(300)}</b> has expired.` };
  for (const body of [{ type: "gap", cursor: "c" }, { type: "terminated", error }, { type: "heartbeat" }]) {
    expect((await signed(request, endpoint, secret, body)).status()).toBe(200);
  }
  await page.goto(`${LIST}/${id}`);
  await expect(page.getByText("The server ended its subscription").first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("tab", { name: "Node.js, signed" })).toHaveAttribute("tabindex", "0");
  await inspect(page);
  await page.goto(LIST);
  await expect(page.getByRole("row", { name: /Asset library/ })).toContainText("Needs attention");
  await inspect(page);
  await page.getByRole("button", { name: "Add MCP server" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await inspect(page);
});

function bearer(request: APIRequestContext, endpoint: string, secret: string, body: object) {
  return request.post(endpoint, { headers: { authorization: `Bearer ${secret}` }, data: body });
}

/** Posts as a server does that uses the standardwebhooks package. */
function signed(request: APIRequestContext, endpoint: string, secret: string, body: object, id = newId("request")) {
  const [at, text] = [new Date(), JSON.stringify(body)];
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, at, text),
  };
  return request.post(endpoint, { headers, data: Buffer.from(text) });
}
