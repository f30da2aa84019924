import { describe, expect, it, vi } from "vitest";
import { disconnectWhatsappNumber } from "@/lib/connections/whatsapp/disconnect";
import { editWhatsappNumber } from "@/lib/connections/whatsapp/edit";
import { db } from "@/lib/db/client";
import { handleAgain } from "@/lib/inbound/queue/again";
import { handled, post, published, storedOf, tenantWithNumber } from "../testing/harness";
import {
  APP_SECRET,
  change,
  envelope,
  KINDS,
  message,
  messageBody,
  newWamid,
  statusBody,
  VERIFY_TOKEN,
} from "../testing/samples";

vi.stubEnv("WHATSAPP_APP_SECRET", APP_SECRET);
vi.stubEnv("WHATSAPP_VERIFY_TOKEN", VERIFY_TOKEN);

describe("a message", () => {
  it.each(KINDS)("of type $type publishes what a person would read of it: $text", async ({ type, content, text }) => {
    const { number, organizationId, workspaceId, connectionId } = await tenantWithNumber();
    const wamid = newWamid();
    expect((await post(messageBody(number, type, content, wamid))).body).toMatchObject({ outcome: "handled" });
    const [row] = await handled(number);
    const [event] = await published(organizationId);
    expect(row).toMatchObject({ status: "handled", eventId: event?.id, workspaceId });
    expect(event).toMatchObject({ workspaceId, timestamp: new Date(1749416383000) });
    expect(event?.data).toEqual({
      provider: "whatsapp",
      connection: { id: connectionId, name: "Support" },
      message: {
        id: wamid,
        type,
        from: "16505551234",
        from_name: "Sheena Nelson",
        text,
        sent_at: "2025-06-08T20:59:43.000Z",
      },
    });
  });

  it("of somebody with a username and no number is from their user id", async () => {
    const { number, organizationId } = await tenantWithNumber();
    const from_user_id = "US.13491208655302741918";
    const contacts = [{ profile: { name: "", username: "sheena" }, user_id: from_user_id }];
    const { from: _, ...anonymous } = message("text", { text: { body: "hi" }, from_user_id });
    await post(envelope([change(number, { contacts, messages: [anonymous] })]));
    await handled(number);
    const [event] = await published(organizationId);
    expect(event?.data.message).toMatchObject({ from: from_user_id, from_name: "sheena", text: "hi" });
  });

  it("names each sender of a batch by their own contact", async () => {
    const { number, organizationId } = await tenantWithNumber();
    const contacts = ["1", "2"].map((wa_id) => ({ wa_id, profile: { name: `Person ${wa_id}` } }));
    const messages = ["2", "1", "3"].map((from) => ({ ...message("text", { text: { body: from } }), from }));
    await post(envelope([change(number, { contacts, messages })]));
    await handled(number);
    const names = (await published(organizationId)).map(({ data }) => [data.message.text, data.message.from_name]);
    expect(new Map(names as [string, string | null][])).toEqual(
      new Map([
        ["1", "Person 1"],
        ["2", "Person 2"],
        ["3", null],
      ]),
    );
  });

  it("is published once: sent again, handled again, and after the number was renamed", async () => {
    const { number, organizationId, connectionId, ctx } = await tenantWithNumber();
    const body = messageBody(number, "text", { text: { body: "once" } });
    await Promise.all(Array.from({ length: 10 }, () => post(body)));
    const [first] = await handled(number);
    await post(body);
    await handleAgain({ id: first?.id ?? "" });
    await handled(number);
    await editWhatsappNumber(ctx, connectionId, { name: "Sales", displayNumber: "" });
    // As after a crash between the publish and its record.
    await db.inboundEvent.update({ where: { id: first?.id ?? "" }, data: { eventId: null } });
    await handleAgain({ id: first?.id ?? "" });
    const [last] = await handled(number);
    expect(last).toMatchObject({ status: "handled", eventId: first?.eventId });
    expect(await published(organizationId)).toHaveLength(1);
  });

  it("that waited while its number was disconnected is ignored, and one that comes later is nobody's", async () => {
    const { number, organizationId, connectionId, ctx } = await tenantWithNumber();
    await post(messageBody(number, "text", { text: { body: "early" } }));
    await disconnectWhatsappNumber(ctx, connectionId);
    expect((await post(messageBody(number, "text", { text: { body: "late" } }))).body).toMatchObject({
      outcome: "ignored",
    });
    const [early, late] = await handled(number);
    expect(early).toMatchObject({
      status: "ignored",
      reason: "The number has been disconnected since.",
      organizationId,
    });
    expect(late).toMatchObject({ status: "ignored", organizationId: null });
    expect(await published(organizationId)).toEqual([]);
  });
});

describe("a status", () => {
  const notes = async (number: string) => (await storedOf(number)).map(({ type, reason }) => [type, reason]);

  it("is kept once each, and in any order the furthest one stands", async () => {
    const { number, organizationId } = await tenantWithNumber();
    const wamid = newWamid();
    for (const status of ["read", "sent", "delivered", "sent", "read"]) {
      await post(statusBody(number, wamid, status));
      await handled(number);
    }
    expect(await notes(number)).toEqual([
      ["status.read", "The message was read."],
      ["status.sent", "The message was sent. It stays “read”, which came before."],
      ["status.delivered", "The message was delivered. It stays “read”, which came before."],
    ]);
    expect(await published(organizationId)).toEqual([]);
  });

  it("says why a message failed, which is the end of it", async () => {
    const { number } = await tenantWithNumber();
    const wamid = newWamid();
    await post(statusBody(number, wamid, "failed", { errors: [{ code: 131026, title: "Message undeliverable" }] }));
    await handled(number);
    await post(statusBody(number, wamid, "read"));
    await handled(number);
    expect(await notes(number)).toEqual([
      ["status.failed", "The message was not delivered: Message undeliverable (131026)."],
      ["status.read", "The message was read. It stays “not delivered”, which came before."],
    ]);
  });

  it("of a group's members is each member's own", async () => {
    const { number } = await tenantWithNumber();
    const wamid = newWamid();
    for (const member of ["1", "2"]) {
      const group = { recipient_type: "group", recipient_participant_id: member };
      const answer = await post(statusBody(number, wamid, "delivered", group));
      expect(answer.body).toMatchObject({ outcome: "handled" });
    }
    const rows = await handled(number);
    expect(rows.map(({ externalId }) => externalId)).toEqual(
      ["1", "2"].map((m) => `${number}:${wamid}:delivered:${m}`),
    );
  });

  it("that nobody has heard of is kept, and not acted on", async () => {
    const { number } = await tenantWithNumber();
    expect((await post(statusBody(number, newWamid(), "warehoused"))).body).toMatchObject({ outcome: "ignored" });
    expect(await notes(number)).toEqual([
      ["status.invalid", "It could not be read: status is missing or not as expected."],
    ]);
  });
});
