import { apiRoute } from "@/lib/http/route";
import { listWorkspaces } from "@/lib/organizations/workspaces";

/** The workspaces that the key may see. */
export const GET = apiRoute({
  handle: async ({ ctx }) => {
    const workspaces = await listWorkspaces(ctx);
    return { body: { data: workspaces.map(({ id, name }) => ({ id, name })), next_cursor: null } };
  },
});
