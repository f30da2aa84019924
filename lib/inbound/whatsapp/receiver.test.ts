import { describe, expect, it, vi } from "vitest";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/inbound/whatsapp/route";
import { db } from "@/lib/db/client";
import { flushRefusals } from "@/lib/inbound/receiver/refusals";
import { SECOND_MS } from "@/lib/time";
import { post, storedOf, tenantWithNumber } from "./testing/harness";
import {
  APP_SECRET,
  change,
  envelope,
  message,
  messageBody,
  newNumber,
  signatureOf,
  VERIFY_TOKEN,
} from "./testing/samples";

vi.stubEnv("WHATSAPP_APP_SECRET", APP_SECRET);
vi.stubEnv("WHATSAPP_VERIFY_TOKEN", VERIFY_TOKEN);

const handshake = (query: Record<string, string> | string) =>
  GET(new Request(`http://localhost:3000/api/inbound/whatsapp?${new URLSearchParams(query)}`));

const right = { "hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444" };

async function refusals(): Promise<number> {
  await flushRefusals();
  const { _sum } = await db.inboundRefusal.aggregate({ _sum: { count: true }, where: { provider: "whatsapp" } });
  return _sum.count ?? 0;
}

describe("the handshake", () => {
  it("echoes the challenge as plain text", async () => {
    const answer = handshake(right);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect(await answer.text()).toBe("1158201444");
  });

  it.each([
    ["another token", { ...right, "hub.verify_token": `${VERIFY_TOKEN}x` }],
    ["no token", { "hub.mode": "subscribe", "hub.challenge": "1" }],
    ["another mode", { ...right, "hub.mode": "unsubscribe" }],
    ["a challenge that is a page", { ...right, "hub.challenge": "<script>alert(1)</script>" }],
    ["a challenge without end", { ...right, "hub.challenge": "1".repeat(257) }],
    ["no challenge", { "hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN }],
    ["two tokens", `${new URLSearchParams(right)}&hub.verify_token=other`],
  ])("refuses %s, and echoes nothing", async (_, query) => {
    const answer = handshake(query);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain("script");
  });
});

describe("what is not Meta's", () => {
  const tampered = (body: string) => ({ body: body.replace("color", "colour"), signature: signatureOf(body) });

  it.each<[string, (right: string) => string | undefined]>([
    ["no signature", () => undefined],
    ["the verify token as its key", (body) => signatureOf(body, VERIFY_TOKEN)],
    ["another secret", (body) => signatureOf(body, `${APP_SECRET}0`)],
    ["a short signature", (body) => signatureOf(body).slice(0, -1)],
    ["an upper-case signature", (body) => signatureOf(body).toUpperCase().replace("SHA256", "sha256")],
    ["no prefix", (body) => signatureOf(body).slice("sha256=".length)],
    ["the signature of other bytes", () => signatureOf("{}")],
  ])("refuses a body with %s: 401, counted, nothing stored", async (_, sign) => {
    const { number } = await tenantWithNumber();
    const body = JSON.stringify(messageBody(number, "text", { text: { body: "hi" } }));
    const before = await refusals();
    expect((await post(body, { "x-hub-signature-256": sign(body) })).status).toBe(401);
    expect(await refusals()).toBe(before + 1);
    expect(await storedOf(number)).toEqual([]);
  });

  it("refuses a body that was changed on its way", async () => {
    const { number } = await tenantWithNumber();
    const { body, signature } = tampered(JSON.stringify(messageBody(number, "text", { text: { body: "color" } })));
    expect((await post(body, { "x-hub-signature-256": signature })).status).toBe(401);
    expect(await storedOf(number)).toEqual([]);
  });

  it("is refused where it is signed but is no JSON, no envelope, or says that it is something else", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const body of ["{", deep, "null", "[]", '"text"', "{}", '{"object":"whatsapp_business_account","entry":{}}']) {
      expect((await post(body)).status, body.slice(0, 60)).toBe(400);
    }
    const { number } = await tenantWithNumber();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", undefined]) {
      const answer = await post(messageBody(number, "text", { text: { body: "hi" } }), { "content-type": type });
      expect(answer.status, type).toBe(400);
    }
    expect(await storedOf(number)).toEqual([]);
    const charset = { "content-type": "application/json; charset=utf-8" };
    expect((await post(messageBody(number, "text", { text: { body: "hi" } }), charset)).status).toBe(200);
  });

  it("is refused where it is larger than 4 MiB, or does not arrive in 10 s", async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, " ");
    expect((await post(large)).status).toBe(413);
    vi.useFakeTimers();
    const stalled = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from("{")) });
    const request = new Request("http://localhost/", { method: "POST", body: stalled, duplex: "half" } as RequestInit);
    const answer = POST(request);
    await vi.advanceTimersByTimeAsync(10 * SECOND_MS);
    vi.useRealTimers();
    expect((await answer).status).toBe(400);
  });

  it("has no other method to come by", () => {
    for (const other of [PUT, PATCH, DELETE]) {
      const answer = other();
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, POST"]);
    }
  });
});

describe("what is Meta's", () => {
  it("verifies the bytes as they came, with Meta's own escapes in them", async () => {
    const { number } = await tenantWithNumber();
    const plain = JSON.stringify(messageBody(number, "text", { text: { body: "TEXT" } }));
    // As Meta spells "café @ 1/2 <%>" in what it signs and sends.
    const escaped = plain.replace("TEXT", String.raw`caf\u00e9 \u0040 1\/2 \u003C\u0025\u003E`);
    expect((await post(escaped)).body).toMatchObject({ outcome: "handled", type: "message.text" });
    const [row] = await storedOf(number);
    expect(JSON.parse(row?.payload ?? "").message.text.body).toBe("café @ 1/2 <%>");
  });

  it("takes a batch apart, and keeps a broken one from failing the rest", async () => {
    const { number, ...tenant } = await tenantWithNumber();
    const other = await tenantWithNumber();
    const three = () => ["one", "two", "three"].map((body) => message("text", { text: { body } }));
    const withBroken = [message("text"), { type: "text", timestamp: "soon" }, message("image", { image: {} })];
    const body = envelope(
      [change(number, { messages: three() }), change(number, { messages: withBroken })],
      [change(other.number, { messages: three() }), change(number, { messages: three() })],
    );
    const answer = await post(body);
    expect(answer.body).toMatchObject({ type: "batch", outcome: "handled", counts: { handled: 11, ignored: 1 } });
    const rows = await storedOf(number);
    expect(rows.map(({ type }) => type)).toEqual([
      ...["message.text", "message.text", "message.text"],
      ...["message.text", "message.invalid", "message.image"],
      ...["message.text", "message.text", "message.text"],
    ]);
    expect(rows.find(({ type }) => type === "message.invalid")).toMatchObject({
      status: "ignored",
      reason: "It could not be read: id is missing or not as expected.",
      organizationId: tenant.organizationId,
    });
    expect((await storedOf(other.number)).map(({ organizationId }) => organizationId)).toEqual(
      Array(3).fill(other.organizationId),
    );
    // The whole once more, as Meta does when an answer is lost.
    expect((await post(body)).body).toMatchObject({ outcome: "duplicate", counts: { duplicate: 12 } });
    expect(await storedOf(number)).toHaveLength(9);
  });

  it("keeps ids that no column could hold away from the rest", async () => {
    const { number } = await tenantWithNumber();
    const bad = ["wamid.\u0000", "wamid.é", " ", "x".repeat(257)].map((wamid) => message("text", {}, wamid));
    const answer = await post(
      envelope([change(number, { messages: [...bad, message("text", { text: { body: "\u0000" } })] })]),
    );
    expect(answer.body).toMatchObject({ counts: { handled: 1, ignored: 4 } });
  });

  it("stores other fields and Meta's own errors, and says that nothing acts on them", async () => {
    const { number } = await tenantWithNumber();
    const quality = { field: "phone_number_quality_update", value: { event: "FLAGGED", display_phone_number: "1" } };
    const echo = { ...change(number, { message_echoes: [] }), field: "smb_message_echoes" };
    const errors = change(number, { errors: [{ code: 130429, title: "Rate limit hit" }] });
    const answer = await post(envelope([quality, echo, errors, { field: "Über<b>", value: {} }, { value: 1 }]));
    expect(answer.body).toMatchObject({ outcome: "ignored", counts: { ignored: 5 } });
    const rows = await storedOf(number);
    expect(rows.map(({ type, reason }) => [type, reason])).toEqual([
      ["field.smb_message_echoes", "Nothing here acts on field.smb_message_echoes."],
      ["error", "Meta reports a problem of its own."],
    ]);
    expect(await db.inboundEvent.count({ where: { type: "field.phone_number_quality_update" } })).toBe(1);
    expect(await db.inboundEvent.count({ where: { type: "field.unknown" } })).toBe(1);
  });

  it("answers 200 for a number that nobody linked, and belongs to nobody", async () => {
    const number = newNumber();
    const answer = await post(messageBody(number, "text", { text: { body: "hi" } }));
    expect(answer).toMatchObject({
      status: 200,
      body: { outcome: "ignored", reason: "This number is linked to no workspace." },
    });
    expect(await storedOf(number)).toMatchObject([{ status: "ignored", organizationId: null, workspaceId: null }]);
  });
});
