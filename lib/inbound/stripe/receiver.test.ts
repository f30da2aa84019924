import { beforeEach, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_tests";
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_of0the0endpoint0in0tests, whsec_the0next0one";
});

import { db } from "@/lib/db/client";
import { inboundRoute } from "@/lib/http/inbound-route";
import { flushRefusals } from "@/lib/inbound/receiver/refusals";
import { unixSeconds } from "@/lib/time";
import { stripeReceiver } from "./receiver";
import { eventOf, requestOf, signatureOf, stripeId } from "./testing/events";
import { linkedTenant, settle } from "./testing/world";
import { NO_EVENT, THIN, UNVERIFIED } from "./verify";

const post = inboundRoute(stripeReceiver);
const now = () => unixSeconds(Date.now());
const ping = (type = "customer.updated") => eventOf(type, { id: stripeId("cus"), object: "customer", metadata: {} });
const storedOf = (id: string) => db.inboundEvent.count({ where: { externalId: id } });

let event: ReturnType<typeof ping>;
let body: string;
beforeEach(() => {
  event = ping();
  body = JSON.stringify(event);
});

it("takes what is signed with any of the secrets, and answers a repeat as a duplicate", async () => {
  const first = await post(requestOf(body));
  expect([first.status, await first.json()]).toMatchObject([200, { type: "customer.updated", outcome: "handled" }]);
  const again = await post(requestOf(body, { secret: "whsec_the0next0one", timestamp: now() - 299 }));
  expect([again.status, await again.json()]).toMatchObject([200, { outcome: "duplicate" }]);
  expect(await storedOf(event.id)).toBe(1);
});

it("takes a header with a wrong signature before a right one, as while a secret rolls", async () => {
  const header = signatureOf(body).replace("v1=", `v1=${"0".repeat(64)},v1=`);
  expect((await post(requestOf(body, { header }))).status).toBe(200);
});

it("takes unicode escapes as they were signed", async () => {
  const plain = JSON.stringify(
    eventOf("customer.updated", { id: stripeId("cus"), object: "customer", name: "Zoë 🦊/" }),
  );
  const escaped = plain.replace("ë", "\\u00eb").replace("🦊/", "\\ud83e\\udd8a\\/");
  expect((await post(requestOf(escaped))).status).toBe(200);
  expect((await post(requestOf(plain, { header: signatureOf(escaped) }))).status).toBe(400);
});

describe("what cannot be verified", () => {
  const cases: [string, () => Request][] = [
    ["a tampered body", () => requestOf(body.replace("customer", "costumer"), { header: signatureOf(body) })],
    ["a wrong secret", () => requestOf(body, { secret: "whsec_of_somebody_else" })],
    ["a stale timestamp", () => requestOf(body, { timestamp: now() - 302 })],
    ["a future timestamp", () => requestOf(body, { timestamp: now() + 302 })],
    ["an empty signature", () => requestOf(body, { header: "t=1,v1=" })],
    [
      "another time than was signed",
      () => requestOf(body, { header: signatureOf(body).replace(/t=\d+/, `t=${now() - 9}`) }),
    ],
    ["no timestamp", () => requestOf(body, { header: signatureOf(body).replace(/t=\d+,/, "") })],
    ["no signature", () => requestOf(body, { header: "" })],
    ["the scheme of tests", () => requestOf(body, { header: signatureOf(body).replace("v1", "v0") })],
    [
      "capital hex",
      () => requestOf(body, { header: signatureOf(body).replace(/v1=.*/, (text) => text.toUpperCase()) }),
    ],
    ["a re-serialised body", () => requestOf(JSON.stringify(event, null, 1), { header: signatureOf(body) })],
    ["an empty body", () => requestOf("")],
    ["no JSON", () => requestOf("{")],
    ["a thin event that is not signed", () => requestOf('{"object":"v2.core.event"}', { header: "t=1,v1=" })],
  ];

  it.each(cases)("%s is a 400 with one fixed text, counted and not stored", async (_, request) => {
    await flushRefusals();
    const before = await refusals();
    const answer = await post(request());
    expect(answer.status).toBe(400);
    const problem = await answer.json();
    expect(problem.detail).toBe(UNVERIFIED);
    expect(JSON.stringify(problem)).not.toMatch(/v1=|whsec_|evt_/);
    await flushRefusals();
    expect(await refusals()).toBe(before + 1);
    expect(await storedOf(event.id)).toBe(0);
  });

  async function refusals() {
    const { _sum } = await db.inboundRefusal.aggregate({ where: { provider: "stripe" }, _sum: { count: true } });
    return _sum.count ?? 0;
  }
});

it.each([
  "null",
  "[]",
  "7",
  "{}",
  '{"id":"evt_1"}',
  '{"object":"event","type":"x","created":1,"livemode":false,"data":{}}',
])("refuses %s, which is signed and no event", async (text) => {
  const answer = await post(requestOf(text));
  expect([answer.status, (await answer.json()).detail]).toEqual([400, NO_EVENT]);
});

it("tells a thin event apart", async () => {
  const thin = {
    id: "evt_1",
    object: "v2.core.event",
    type: "v1.invoice.paid",
    livemode: false,
    created: "2026-11-23T12:00:00Z",
  };
  for (const secret of ["whsec_of0the0endpoint0in0tests", "whsec_the0next0one"]) {
    const answer = await post(requestOf(JSON.stringify(thin), { secret }));
    expect([answer.status, (await answer.json()).detail]).toEqual([400, THIN]);
  }
});

it("ignores what nothing acts on, the other mode's events and a connected account's, and says why", async () => {
  const foreign = [ping("charge.captured"), { ...ping(), livemode: true }, { ...ping(), account: "acct_1" }];
  const answers = await Promise.all(foreign.map(async (each) => (await post(requestOf(JSON.stringify(each)))).json()));
  expect(answers).toMatchObject([
    { outcome: "ignored", reason: "Nothing here acts on charge.captured." },
    {
      outcome: "ignored",
      reason: expect.stringContaining("live mode, and STRIPE_SECRET_KEY is a key of its test mode"),
    },
    { outcome: "ignored", reason: expect.stringContaining("connected account") },
  ]);
});

it("names a handler for every type that it acts on, and finds the subject of each", async () => {
  const { customer } = await linkedTenant();
  const other = stripeId("pi");
  const sent = [
    eventOf("customer.updated", { id: customer, object: "customer" }),
    eventOf("payment_method.automatically_updated", {
      id: "pm_1",
      object: "payment_method",
      customer: { id: customer },
    }),
    eventOf("charge.dispute.created", {
      id: "dp_1",
      object: "dispute",
      amount: 1,
      status: "lost",
      payment_intent: other,
    }),
  ];
  for (const each of sent) await post(requestOf(JSON.stringify(each)));
  await settle();
  const rows = await db.inboundEvent.findMany({
    where: { externalId: { in: sent.map(({ id }) => id) } },
    orderBy: { id: "asc" },
  });
  expect(rows.map(({ subject, status }) => [subject, status])).toEqual([
    [customer, "handled"],
    [customer, "handled"],
    [other, "parked"],
  ]);
});

it("refuses a body of more than a mebibyte, unread", async () => {
  const large = JSON.stringify({ ...event, padding: "x".repeat(1024 * 1024) });
  expect((await post(requestOf(large))).status).toBe(413);
});

it("answers 404 while it is not configured", async () => {
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", "");
  vi.resetModules();
  const { POST } = await import("@/app/api/inbound/stripe/route");
  expect((await POST(requestOf(body))).status).toBe(404);
  vi.unstubAllEnvs();
  vi.resetModules();
});

it("has a route for POST alone", async () => {
  const { POST: _, OPTIONS, ...others } = await import("@/app/api/inbound/stripe/route");
  expect(Object.keys(others).sort()).toEqual(["DELETE", "GET", "PATCH", "PUT"]);
  for (const other of [OPTIONS, ...Object.values(others)]) {
    expect(other().headers.get("allow")).toBe("OPTIONS, POST");
  }
});
