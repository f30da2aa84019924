import { operations } from "@/lib/http/operations";
import { walkApi } from "../app/api/v1/testing/walk";
import { expect, test } from "./fixtures";

test("every operation answers over the wire as the published document says", async ({ tenant, sink, baseURL }) => {
  const { apiKey, workspaceId } = tenant;
  const seen = await walkApi({ baseUrl: baseURL ?? "", apiKey, workspaceId, receiver: sink.url });
  for (const { id, answers, scope } of operations) {
    const statuses = seen.get(id) ?? [];
    const came = `${id} came to ${statuses.join(", ")}`;
    const told = [...answers.map(({ status }) => status), ...(scope === "public" ? [] : [401])];
    expect(statuses, came).toEqual(expect.arrayContaining(told));
    expect(told, came).toEqual(expect.arrayContaining(statuses));
  }
});

test("a method that an address lacks is answered with those that it has", async ({ request }) => {
  for (const [path, lacking, allow] of [
    ["/api/v1/events", "DELETE", "GET, HEAD, OPTIONS, POST"],
    ["/api/v1/credits/usage", "GET", "OPTIONS, POST"],
    ["/api/inbound/stripe", "PUT", "OPTIONS, POST"],
  ] as const) {
    const answer = await request.fetch(path, { method: lacking });
    expect([answer.status(), answer.headers().allow], path).toEqual([405, allow]);
    expect((await answer.json()).request_id, path).toBe(answer.headers()["x-request-id"]);
    const options = await request.fetch(path, { method: "OPTIONS" });
    expect([options.status(), options.headers().allow], path).toEqual([204, allow]);
    const head = await request.head(path);
    expect(head.status(), path).toBe(allow.includes("HEAD") ? 401 : 405);
  }
});

test("the reference can be read, light and dark, and loads nothing from elsewhere", async ({ page, baseURL }) => {
  const strange: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && origin !== baseURL) strange.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") strange.push(message.text());
  });
  await page.goto("/docs/api");
  const operation = page.locator("#operations-webhooks-createWebhook");
  await operation
    .getByRole("button", { name: /register a webhook/i })
    .first()
    .click();
  await expect(operation).toContainText("The answer holds the signing secret");
  await expect(operation).toContainText("rate_limit_per_second");
  const colorOf = () => operation.evaluate((node) => getComputedStyle(node).color);
  const light = await colorOf();
  await page.evaluate(() => {
    localStorage.setItem("theme", "dark");
    dispatchEvent(new Event("themechange"));
  });
  await expect(page.locator("html")).toHaveClass(/dark-mode/);
  expect(await colorOf()).not.toBe(light);
  expect(strange).toEqual([]);
});
