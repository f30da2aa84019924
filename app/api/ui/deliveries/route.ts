import { z } from "zod";
import { viewerForRoute } from "@/lib/actions/viewer";
import { readFilterParams } from "@/lib/deliveries/log/filter-schema";
import { deliveryPageParams } from "@/lib/deliveries/log/page-schema";
import { readLogPage } from "@/lib/deliveries/log/read-page";
import { AppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";

const destination = z.string().max(64).optional();

/** The log's poll: `destination` is the scope of a bridge's page, the rest are filters and the place in the list. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { ctx, workspace } = await viewerForRoute(request);
    const query = new URL(request.url).searchParams;
    const page = deliveryPageParams.safeParse(Object.fromEntries(query));
    if (!page.success) throw new AppError("malformed", "This place in the log cannot be read. Load the page again.");
    const scope = {
      workspaceId: workspace.id,
      destinationId: destination.parse(query.get("destination") ?? undefined),
    };
    const answer = await readLogPage(ctx, { scope, filters: readFilterParams(query), page: page.data });
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
