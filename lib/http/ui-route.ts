import { type Viewer, viewerForRoute } from "@/lib/actions/viewer";
import { doorDeadline } from "@/lib/db/deadline";
import { newId } from "@/lib/ids";
import { problemResponse } from "./problem";

type UiCall<Params> = {
  viewer: Viewer;
  request: Request;
  /** The parameters in the route's path, such as [deliveryId]. */
  params: Params;
};

/**
 * A route that the pages poll, for whoever is signed in: what the handler answers goes out as JSON that nobody keeps, and
 * whatever is thrown as problem+json. It only reads: changes are server actions.
 */
export function uiRoute<Params = Record<string, string>>(handle: (call: UiCall<Params>) => Promise<unknown>) {
  return async (request: Request, route: { params: Promise<Params> }): Promise<Response> => {
    try {
      const body = await doorDeadline({ changes: false })(async () => {
        const viewer = await viewerForRoute(request);
        return handle({ viewer, request, params: await route.params });
      });
      return Response.json(body, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return problemResponse(error, newId("request"));
    }
  };
}
