import { listBridges } from "@/lib/bridges/list";
import { uiRoute } from "@/lib/http/ui-route";

/** A page of a workspace's bridges, for the list that polls it. */
export const GET = uiRoute(({ viewer: { ctx }, request }) =>
  listBridges(ctx, Object.fromEntries(new URL(request.url).searchParams)),
);
