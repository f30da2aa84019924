import { viewerForRoute } from "@/lib/actions/viewer";
import { AppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";
import { inboundPageParams, readInboundFilters } from "@/lib/inbound/log/filter-schema";
import { readInboundPage } from "@/lib/inbound/log/list";

/** A page of what came in for the viewer's workspace, for the list that polls it. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { ctx, workspace } = await viewerForRoute(request);
    const query = new URL(request.url).searchParams;
    const page = inboundPageParams.safeParse(Object.fromEntries(query));
    if (!page.success) throw new AppError("malformed", "This place in the list cannot be read. Load the page again.");
    const input = { workspaceId: workspace.id, filters: readInboundFilters(query), page: page.data };
    return Response.json(await readInboundPage(ctx, input), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
