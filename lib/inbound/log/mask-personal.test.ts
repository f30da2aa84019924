import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonal } from "./mask-personal";

const MASK = "••••";

const WHATSAPP = {
  phone_number_id: "106540352242922",
  contact: { profile: { name: "Sheena Nelson" }, wa_id: "16505551234", user_id: "US.13491208655302741918" },
  message: {
    from: "16505551234",
    id: "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=",
    timestamp: "1749416383",
    type: "text",
    text: { body: "Call me at +1 650 555 1234 or write to sheena@example.com" },
    context: { from: "15550783881", id: "wamid.HBgLMTU1NTA3ODM4ODE=" },
  },
};

const WHATSAPP_PLACE = {
  phone_number_id: "106540352242922",
  message: {
    type: "location",
    location: { latitude: 37.4421, longitude: -122.1616, name: "Philz Coffee", address: "101 Forest Ave" },
    interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: '{"iban":"DE1"}' } },
    contacts: [{ name: { formatted_name: "Barbara" }, phones: [{ phone: "+16505557", type: "HOME" }] }],
    image: { id: "1003383421387256", mime_type: "image/jpeg", caption: "Taj Mahal" },
  },
};

const STRIPE = {
  id: "evt_1NG8Du2eZvKYlo2CUI79vXWy",
  object: "event",
  api_version: "2026-10-28.endive",
  type: "invoice.paid",
  livemode: false,
  data: {
    object: {
      id: "in_1MtHbELkdIwHu7ixl4OzzPMv",
      object: "invoice",
      customer: "cus_NeZwdNtLEOXuvB",
      customer_email: "jennyrosen@example.com",
      customer_name: "Jenny Rosen",
      customer_phone: "+49 30 901820",
      customer_address: { city: "Berlin", country: "DE", line1: "Torstraße 1", postal_code: "10119", state: null },
      customer_tax_ids: [{ type: "eu_vat", value: "DE123456789" }],
      amount_paid: 4900,
      currency: "eur",
      billing_reason: "subscription_cycle",
      hosted_invoice_url: "https://invoice.stripe.com/i/acct_1M2JTkLkdIwHu7ix/test_YWNjdF8xTTJKVGtMa2RJ?s=ap",
      metadata: { organization_id: "org_01KYT3P6G0T15W4BD1VFFQWW5B", contact_person: "Jenny Rosen" },
      lines: { data: [{ description: "Seat for Jenny Rosen", amount: 4900, period: { start: 1680640231 } }] },
      status: "paid",
      footer: "Thank you, Jenny Rosen",
      client_ip: "203.0.113.9",
    },
  },
};

const MCP = {
  eventId: "evt_9f2",
  name: "issue.created",
  timestamp: "2026-11-23T12:00:00.000Z",
  data: { uri: "file:///home/ada/notes.md", assignee: { email: "ada@northwind.example" }, issue: 7, message: "Broken" },
};

const MCP_RPC = {
  jsonrpc: "2.0",
  method: "notifications/progress",
  params: { progressToken: 12, progress: 3, total: 10, message: "Reading Ada's mailbox" },
};

describe("masking personal data", () => {
  it("leaves of a WhatsApp message its kind, its time and its number", () => {
    expect(maskPersonal(WHATSAPP)).toEqual({
      phone_number_id: "106540352242922",
      contact: { profile: { name: MASK }, wa_id: MASK, user_id: MASK },
      message: {
        from: MASK,
        id: `wamid.${MASK}`,
        timestamp: "1749416383",
        type: "text",
        text: { body: MASK },
        context: { from: MASK, id: `wamid.${MASK}` },
      },
    });
    expect(maskPersonal(WHATSAPP_PLACE)).toEqual({
      phone_number_id: "106540352242922",
      message: {
        type: "location",
        location: { latitude: MASK, longitude: MASK, name: MASK, address: MASK },
        interactive: { type: "nfm_reply", nfm_reply: { name: MASK, body: MASK, response_json: MASK } },
        contacts: [{ name: { formatted_name: MASK }, phones: [{ phone: MASK, type: MASK }] }],
        image: { id: "1003383421387256", mime_type: "image/jpeg", caption: MASK },
      },
    });
  });

  it("leaves of a Stripe event its ids, amounts, states and times", () => {
    const { data, ...event } = maskPersonal(STRIPE);
    expect(event).toEqual({
      id: STRIPE.id,
      object: "event",
      api_version: "2026-10-28.endive",
      type: "invoice.paid",
      livemode: false,
    });
    expect(data.object).toMatchObject({
      id: "in_1MtHbELkdIwHu7ixl4OzzPMv",
      customer: "cus_NeZwdNtLEOXuvB",
      customer_address: { city: MASK, country: MASK, state: null },
      amount_paid: 4900,
      billing_reason: "subscription_cycle",
      hosted_invoice_url: `https://invoice.stripe.com/${MASK}`,
      metadata: { organization_id: "org_01KYT3P6G0T15W4BD1VFFQWW5B", contact_person: MASK },
      lines: { data: [{ description: MASK, amount: 4900, period: { start: 1680640231 } }] },
      footer: `Thank you, ${MASK}`,
    });
  });

  it("leaves of what an MCP server says its method, its time and its numbers", () => {
    expect(maskPersonal(MCP)).toEqual({
      eventId: "evt_9f2",
      name: MASK,
      timestamp: "2026-11-23T12:00:00.000Z",
      data: { uri: `file:///${MASK}`, assignee: { email: MASK }, issue: 7, message: MASK },
    });
    expect(maskPersonal(MCP_RPC)).toEqual({
      jsonrpc: "2.0",
      method: "notifications/progress",
      params: { progressToken: 12, progress: 3, total: 10, message: MASK },
    });
  });

  it.each([
    [WHATSAPP, ["Sheena", "6505551234", "650 555", "sheena@", "13491208655302741918", "HBgLMTY1"]],
    [STRIPE, ["enny", "jennyrosen", "901820", "Berlin", "Torstr", "10119", "DE123", "203.0.113.9", "YWNjdF8"]],
    [MCP, ["/home/ada", "northwind", "Broken"]],
  ])("lets nothing of %# through, wherever it stands", (payload, traces) => {
    const text = JSON.stringify(maskPersonal({ payload, copy: JSON.stringify(payload) }));
    for (const trace of traces) expect(text).not.toContain(trace);
  });

  it("masks what stands under a key wherever it stands once more", () => {
    const { reference } = maskPersonal({ wa_id: "16505551234", reference: "conversation-16505551234-7" });
    expect(reference).toBe(`conversation-${MASK}-7`);
  });

  it("takes any JSON, and what it masked it leaves as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const masked = maskPersonal(value);
        expect(maskPersonal(masked)).toEqual(masked);
      }),
    );
  });

  it("takes a long text in its stride", () => {
    const started = performance.now();
    maskPersonal({
      a: "a.".repeat(500_000),
      b: "@".repeat(200_000),
      c: "1.".repeat(200_000),
      d: "+1 ".repeat(200_000),
    });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
