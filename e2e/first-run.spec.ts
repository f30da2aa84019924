import type { SinkAnswer, SinkRequest } from "@/lib/testing/sink";
import { makeBridge, type TypedBridge } from "./bridge-form";
import { expect, publish, testOnOwnApp as test } from "./fixtures";
import { expectSigned } from "./verify";

// The whole journey of somebody who has never seen the product, on a server that nobody has visited.
test("from the first visit to six signed deliveries in the log", async ({ page, sink }) => {
  test.setTimeout(240_000);
  sink.answer(...answersOfTargets());

  await test.step("the first visit leads to the set-up", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/setup$/);
    await page.getByLabel("Organization").fill("Northwind");
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("E-mail").fill("ada@northwind.example");
    await page.getByLabel("Password").fill("a few words in a row");
    await page.getByRole("button", { name: "Create owner" }).click();
    await expect(page.getByRole("heading", { name: "No webhook bridges yet" })).toBeVisible();
  });

  const bridges = targets(sink.url);
  for (const bridge of bridges) {
    await test.step(`a bridge to ${bridge.format}`, async () => {
      await makeBridge(page, bridge);
    });
  }

  const secret = await test.step("the secret can be revealed", async () => {
    await page.getByRole("button", { name: "Reveal" }).click();
    const shown = page.locator("code", { hasText: /^whsec_[A-Za-z0-9+/]{43}=$/ });
    await expect(shown).toBeVisible();
    return String(await shown.textContent());
  });

  const apiKey = await test.step("an API key is made and shown once", async () => {
    await page.goto("/settings/developers/api-keys");
    await page.getByRole("button", { name: "Create API key" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Production backend");
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(page.getByRole("heading", { name: "Copy the key now" })).toBeVisible();
    const key = String(await page.getByRole("status", { name: "API key" }).textContent());
    await page.getByRole("button", { name: "Done" }).click();
    return key;
  });

  const eventId = await test.step("an event is published over HTTP", async () => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await page.request.get("/api/v1/workspaces", { headers });
    const { data } = (await answer.json()) as { data: { id: string }[] };
    return publish(page.request, { apiKey, workspaceId: String(data[0]?.id) });
  });

  await test.step("six requests arrive, each signed and in its target's shape", async () => {
    const received = await sink.waitForCount(bridges.length);
    for (const request of received) {
      expect(request.headers["webhook-id"]).toBe(eventId);
      expect(request.headers["x-atelyaos-event"]).toBe("workroom.completed");
      expectSigned(request, secret);
    }
    const at = (path: string) => JSON.parse(received.find((request) => request.path === path)?.text ?? "null");
    expect(at("/services/T1/B1/x").blocks.length).toBeGreaterThan(0);
    expect(at("/services/T1/B1/x").text).toContain("Spring launch campaign");
    expect(at("/services/data/v63.0/sobjects/Task/").Subject).toBe("Workroom completed");
    expect(at("/api/v2/tickets.json").ticket.subject).toBe("Workroom completed");
    expect(at("/conversations").from).toEqual({ type: "user", id: "667d608d8a68186f43bafd70" });
    expect(at("/flat").workroom_name).toBe("Spring launch campaign");
    expect(at("/custom").data.workroom.name).toBe("Spring launch campaign");
    const authorization = (path: string) => received.find((request) => request.path === path)?.headers.authorization;
    expect(authorization("/services/data/v63.0/sobjects/Task/")).toBe("Bearer salesforce-token-0123");
    expect(authorization("/conversations")).toBe("Bearer intercom-token-0123");
  });

  await test.step("the log shows six deliveries", async () => {
    await page.goto("/settings/integrations/webhooks/activity");
    const log = page.getByRole("table", { name: "Deliveries" });
    for (const { name } of bridges) {
      const row = log.getByRole("row").filter({ hasText: name });
      await expect(row).toContainText("Delivered");
    }
    await log.getByRole("link", { name: "workroom.completed to Team channel" }).click();
    await expect(page.getByRole("dialog")).toContainText("Slack posted the message.");
  });
});

function targets(url: string): TypedBridge[] {
  return [
    { format: "Slack", name: "Team channel", url: `${url}/services/T1/B1/x` },
    {
      format: "Salesforce",
      name: "Sales tasks",
      url,
      fields: { "Object API name": "Task", "Access token": "salesforce-token-0123" },
    },
    {
      format: "Zendesk",
      name: "Help desk",
      url,
      fields: { "Agent's e-mail": "admin@northwind.example", "API token": "zendesk-token-0123" },
    },
    {
      format: "Intercom",
      name: "Inbox",
      url,
      fields: { "Contact id": "667d608d8a68186f43bafd70", "Access token": "intercom-token-0123" },
    },
    { format: "Generic JSON", name: "Spreadsheet", url: `${url}/flat` },
    { format: "Custom", name: "Own backend", url: `${url}/custom` },
  ];
}

// Each target's own word for success; anything else would be retried.
function answersOfTargets(): SinkAnswer[] {
  const answers: Record<string, { status: number; body: string }> = {
    "/services/T1/B1/x": { status: 200, body: "ok" },
    "/services/data/v63.0/sobjects/Task/": { status: 201, body: '{"id":"00T1","success":true,"errors":[]}' },
    "/api/v2/tickets.json": { status: 201, body: '{"ticket":{"id":35436}}' },
    "/conversations": { status: 200, body: '{"type":"conversation","conversation_id":"1295"}' },
  };
  return [
    (request: SinkRequest, response) => {
      const { status, body } = answers[request.path] ?? { status: 204, body: "" };
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    },
  ];
}
