import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { listWorkspaces } from "@/lib/http/operations/catalogue";
import { listWorkspaces as readWorkspaces } from "@/lib/organizations/workspaces";

export const GET = operationRoute(listWorkspaces, async ({ ctx }) => {
  const workspaces = await readWorkspaces(ctx);
  return { body: { data: workspaces.map(({ id, name }) => ({ id, name })), next_cursor: null } };
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
