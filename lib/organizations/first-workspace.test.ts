import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createTenant } from "@/lib/testing/tenant";
import { firstWorkspace, selectFirstWorkspace } from "./first-workspace";
import { createWorkspace } from "./workspaces";

it("is the oldest that the actor may see, in the actor's own organization", async () => {
  await createTenant();
  const { ctx, workspaceId } = await createTenant();
  const { id: second } = await createWorkspace(ctx, { name: "Second" });
  const { id: third } = await createWorkspace(ctx, { name: "Third" });
  expect(await firstWorkspace(ctx)).toBe(workspaceId);
  expect(await firstWorkspace({ ...ctx, workspaces: [third, second] })).toBe(second);
  await expect(firstWorkspace({ ...ctx, workspaces: [] })).rejects.toMatchObject({ code: "not_found" });
  const nobody = { ...ctx, organizationId: newId("organization") };
  await expect(firstWorkspace(nobody)).rejects.toMatchObject({ code: "not_found" });
});

it("is found within another statement too", async () => {
  const { ctx, workspaceId } = await createTenant();
  const rows = await db.$queryRaw`SELECT w.id, ${"told"} AS told FROM (${selectFirstWorkspace(ctx)}) w`;
  expect(rows).toEqual([{ id: workspaceId, told: "told" }]);
});
