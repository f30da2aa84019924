import { z } from "zod";
import { readFilterParams } from "@/lib/deliveries/log/filter-schema";
import { deliveryPageParams } from "@/lib/deliveries/log/page-schema";
import { readLogPage } from "@/lib/deliveries/log/read-page";
import { AppError } from "@/lib/errors";
import { uiRoute } from "@/lib/http/ui-route";

const destination = z.string().max(64).optional();

/** The log's poll: `destination` is the scope of a bridge's page, the rest are filters and the place in the list. */
export const GET = uiRoute(async ({ viewer: { ctx, workspace }, request }) => {
  const query = new URL(request.url).searchParams;
  const page = deliveryPageParams.safeParse(Object.fromEntries(query));
  if (!page.success) throw new AppError("malformed", "This place in the log cannot be read. Load the page again.");
  const scope = {
    workspaceId: workspace.id,
    destinationId: destination.parse(query.get("destination") ?? undefined),
  };
  return readLogPage(ctx, { scope, filters: readFilterParams(query), page: page.data });
});
