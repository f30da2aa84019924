import { viewerForRoute } from "@/lib/actions/viewer";
import { listBridges } from "@/lib/bridges/list";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";

/** A page of a workspace's bridges, for the list that polls it. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    const query = Object.fromEntries(new URL(request.url).searchParams);
    return Response.json(await listBridges(ctx, query));
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
