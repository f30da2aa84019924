import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createTenant } from "./tenant";

test("tenants live beside each other in the file's own database", async () => {
  const [one, two] = await Promise.all([createTenant(), createTenant()]);
  expect(one.organizationId).not.toBe(two.organizationId);
  expect(await db.workspace.count({ where: { organizationId: one.organizationId } })).toBe(1);
  expect(one.ctx.permissions.has("webhooks:write")).toBe(true);
  expect(await db.organization.count()).toBe(2);
});
