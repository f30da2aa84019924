import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { catalogue } from "@/lib/events/catalogue";
import { publishEvents } from "@/lib/http/operations/events";
import { createWebhook, getWebhook, listWebhooks, updateWebhook } from "@/lib/http/operations/webhooks";
import { wildText } from "@/lib/testing/hostile-events";
import { callApi } from "./testing/call";
import { createWorld, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const NAUGHTY = [
  "' OR 1=1; DROP TABLE destinations; --",
  '"><script>alert(1)</script>',
  "$" + "{jndi:ldap://example.com/a}",
  "{{constructor.constructor('return process')()}}",
  "../../../../etc/passwd",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00\ud800",
  "\ufeff",
  "\u202Etxet",
  "Ω≈ç√∫˜µ≤≥÷",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "ﷺ",
  "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
  "undefined",
  "null",
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "1e309",
  " ",
  "\r\nX-Injected: 1",
  "x".repeat(100_000),
];

/** Sends a webhook with a text in each of its fields, one at a time; answers with what came of each. */
async function inEachField(text: string) {
  const { key } = world;
  const body = { url: "http://127.0.0.1:9999/hook", events: ["workroom.completed"] };
  const variants = {
    url: { ...body, url: text },
    path: { ...body, url: `http://127.0.0.1:9999/${text}` },
    event: { ...body, events: [text] },
    typed: { ...body, events: [{ type: "credits.low", filter: { workroom_ids: [text] } }] },
    workspace: { ...body, filter: { workspace_ids: [text] } },
    description: { ...body, description: text },
    metadata: { ...body, metadata: { key: text } },
    metadataKey: { ...body, metadata: JSON.parse(`{${JSON.stringify(text)}: "value"}`) },
    secret: { ...body, secret: text },
    fieldName: JSON.parse(`{"url": "http://127.0.0.1:9999/", "events": ["credits.low"], ${JSON.stringify(text)}: 1}`),
  };
  for (const [field, sent] of Object.entries(variants)) {
    const answer = await callApi(createWebhook, { key, body: sent });
    const said = `${field}: ${JSON.stringify(text.slice(0, 40))} → ${answer.text.slice(0, 300)}`;
    expect([201, 422], said).toContain(answer.status);
    if (answer.status === 422) expect(answer.body.errors.length, said).toBeGreaterThan(0);
    if (answer.status === 201) await requireRoundTrip(answer.body, sent);
    await db.destination.deleteMany({
      where: { organizationId: world.organizationId, id: { not: world.ids.webhook } },
    });
  }
}

async function requireRoundTrip(made: { id: string }, sent: { description?: string; metadata?: object }) {
  const { body } = await callApi(getWebhook, { key: world.key, id: made.id });
  if (sent.description?.trim()) expect(body.description).toBe(sent.description.trim());
  // A key that would be a prototype elsewhere is left out.
  const { ["__proto__"]: _, ...metadata } = (sent.metadata ?? {}) as Record<string, string>;
  expect(body.metadata).toEqual(metadata);
}

describe("texts that break things", () => {
  it.each(NAUGHTY.map((text) => [JSON.stringify(text.slice(0, 30)), text]))("%s", async (_, text) => {
    await inEachField(text);
  });

  it("or any other, in any field, are kept as they are or refused by name", async () => {
    await fc.assert(fc.asyncProperty(wildText, inEachField), { numRuns: 15 });
  }, 120_000);

  it("change nothing of other fields in an update, and are refused in a query", async () => {
    const { key } = world;
    const before = await callApi(getWebhook, { key, id: world.ids.webhook });
    for (const text of NAUGHTY) {
      const { status } = await callApi(updateWebhook, { key, id: world.ids.webhook, body: { description: text } });
      expect([200, 422]).toContain(status);
      const { events, url, filter } = (await callApi(getWebhook, { key, id: world.ids.webhook })).body;
      expect({ events, url, filter }).toMatchObject({ events: before.body.events, url: before.body.url, filter: null });
      expect((await callApi(listWebhooks, { key, query: { cursor: text.slice(0, 500) } })).status).toSatisfy(
        (code: number) => code === 422 || (code === 200 && /^[0-9A-Za-z_-]+$/.test(text)),
      );
    }
  });

  it("in an event arrive in its data as they were sent", async () => {
    const { key, workspaceId } = world;
    const { example } = catalogue["workroom.completed"];
    for (const text of NAUGHTY.filter((each) => each.length < 1_000)) {
      const workroom = { ...(example.data.workroom as object), name: text };
      const body = { type: example.type, workspace_id: workspaceId, data: { ...example.data, workroom } };
      const { status, body: answer } = await callApi(publishEvents, { key, body });
      expect(status, JSON.stringify(text)).toBe(202);
      const stored = await db.event.findFirstOrThrow({ where: { id: answer.data[0].id } });
      expect(JSON.parse(stored.data).workroom.name).toBe(text);
    }
  });
});

it("100 creations at once with one Idempotency-Key make one webhook, and all are told the same secret", async () => {
  const { key } = world;
  const body = { url: "http://127.0.0.1:9999/once", events: ["workroom.completed"] };
  const headers = { "idempotency-key": "5b0c9a9e-8e0f-4b7e-9a43-f5a2c8f8a001" };
  const count = () => db.destination.count({ where: { organizationId: world.organizationId } });
  const before = await count();
  const answers = await Promise.all(Array.from({ length: 100 }, () => callApi(createWebhook, { key, body, headers })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await count()).toBe(before + 1);
}, 60_000);
