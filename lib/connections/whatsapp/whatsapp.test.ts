import { expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { handled, post, tenantWithNumber } from "@/lib/inbound/whatsapp/testing/harness";
import { APP_SECRET, messageBody, newNumber, newWamid, statusBody } from "@/lib/inbound/whatsapp/testing/samples";
import { createPerson } from "@/lib/testing/people";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { disconnectWhatsappNumber } from "./disconnect";
import { editWhatsappNumber } from "./edit";
import { linkWhatsappNumber } from "./link";
import { listWhatsappNumbers } from "./list";

vi.stubEnv("WHATSAPP_APP_SECRET", APP_SECRET);
vi.stubEnv("WHATSAPP_VERIFY_TOKEN", "v3rify-t0ken");

const support = (phoneNumberId = newNumber()) => ({ name: "Support", phoneNumberId, displayNumber: "+49 30 901820" });

async function happened({ organizationId }: Tenant) {
  const events = await db.event.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
  const entries = await db.auditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
  return { events: events.map(({ type }) => type), audit: entries.map(({ action }) => action) };
}

it("links, renames and disconnects a number, tells of it and records it", async () => {
  const tenant = await createTenant();
  const { ctx, workspaceId } = tenant;
  const input = support();
  const { id } = await linkWhatsappNumber(ctx, workspaceId, input);
  await editWhatsappNumber(ctx, id, { name: "  Sales  ", displayNumber: "" });
  const listed = await listWhatsappNumbers(ctx, workspaceId);
  expect(listed).toMatchObject({ configured: true, callbackUrl: "http://localhost:3000/api/inbound/whatsapp" });
  expect(JSON.stringify(listed)).not.toContain("v3rify-t0ken");
  expect(listed.numbers).toMatchObject([
    {
      id,
      name: "Sales",
      phoneNumberId: input.phoneNumberId,
      displayNumber: null,
      lastMessageAt: null,
      messagesToday: 0,
    },
  ]);
  await disconnectWhatsappNumber(ctx, id);
  expect((await listWhatsappNumbers(ctx, workspaceId)).numbers).toEqual([]);
  expect(await happened(tenant)).toEqual({
    events: ["integration.connected", "integration.disconnected"],
    audit: ["connection.created", "connection.updated", "connection.disconnected"],
  });
});

it("counts the messages of a day and says when the last came, whatever statuses came besides", async () => {
  const { number, ctx, workspaceId } = await tenantWithNumber();
  for (const body of ["one", "two"]) await post(messageBody(number, "text", { text: { body } }));
  const rows = await handled(number);
  await post(statusBody(number, newWamid(), "read"));
  const { numbers } = await listWhatsappNumbers(ctx, workspaceId);
  expect(numbers).toMatchObject([{ messagesToday: 2, lastMessageAt: rows.at(-1)?.receivedAt.toISOString() }]);
});

it("belongs to one workspace of the installation, and does not tell whose it is", async () => {
  const first = await tenantWithNumber();
  const second = await createTenant();
  const taken = linkWhatsappNumber(second.ctx, second.workspaceId, support(first.number));
  await expect(taken).rejects.toMatchObject({ code: "conflict", errors: [{ path: "phoneNumberId" }] });
  await expect(taken).rejects.not.toThrow(first.organizationId);
  expect(await happened(second)).toEqual({ events: [], audit: [] });

  const again = support();
  const attempts = [first, second, first].map(({ ctx, workspaceId }) => linkWhatsappNumber(ctx, workspaceId, again));
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);

  await disconnectWhatsappNumber(first.ctx, first.connectionId);
  await linkWhatsappNumber(second.ctx, second.workspaceId, support(first.number));
  await post(messageBody(first.number, "text", { text: { body: "hi" } }));
  const [row] = await handled(first.number);
  expect(row).toMatchObject({ organizationId: second.organizationId });
});

it("says at its field what is wrong", async () => {
  const { ctx, workspaceId } = await createTenant();
  for (const [path, wrong] of Object.entries({ name: " ", phoneNumberId: "+49 30", displayNumber: "call us" })) {
    const attempt = linkWhatsappNumber(ctx, workspaceId, { ...support(), [path]: wrong });
    await expect(attempt, path).rejects.toMatchObject({ code: "invalid", errors: [{ path }] });
  }
});

it("is read by members and changed by admins; to others it does not exist", async () => {
  const { organizationId, workspaceId, connectionId, ctx } = await tenantWithNumber();
  const member = (await createPerson(organizationId, "member")).ctx;
  expect((await listWhatsappNumbers(member, workspaceId)).numbers).toHaveLength(1);
  const stranger = await createTenant();
  const elsewhere = { ...ctx, workspaces: [stranger.workspaceId] };
  const edited = { name: "Mine", displayNumber: "" };
  const denials: [typeof ctx, string][] = [
    [member, "forbidden"],
    [stranger.ctx, "not_found"],
    [elsewhere, "not_found"],
  ];
  for (const [who, code] of denials) {
    await expect(linkWhatsappNumber(who, workspaceId, support())).rejects.toMatchObject({ code });
    await expect(editWhatsappNumber(who, connectionId, edited)).rejects.toMatchObject({ code });
    await expect(disconnectWhatsappNumber(who, connectionId)).rejects.toMatchObject({ code });
  }
  await expect(listWhatsappNumbers(stranger.ctx, workspaceId)).rejects.toMatchObject({ code: "not_found" });
  await expect(listWhatsappNumbers(elsewhere, workspaceId)).rejects.toMatchObject({ code: "not_found" });
});
