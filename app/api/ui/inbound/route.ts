import { AppError } from "@/lib/errors";
import { uiRoute } from "@/lib/http/ui-route";
import { inboundPageParams, readInboundFilters } from "@/lib/inbound/log/filter-schema";
import { readInboundPage } from "@/lib/inbound/log/list";

/** A page of what came in for the viewer's workspace, for the list that polls it. */
export const GET = uiRoute(async ({ viewer: { ctx, workspace }, request }) => {
  const query = new URL(request.url).searchParams;
  const page = inboundPageParams.safeParse(Object.fromEntries(query));
  if (!page.success) throw new AppError("malformed", "This place in the list cannot be read. Load the page again.");
  return readInboundPage(ctx, { workspaceId: workspace.id, filters: readInboundFilters(query), page: page.data });
});
