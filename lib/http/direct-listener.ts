import type { IncomingMessage, ServerResponse } from "node:http";
import { logger } from "@/lib/logger";
import { toRequest, writeResponse } from "./node-http";

/** A POST route that the server answers itself: the very function that Next would call, at the same path. */
export type DirectRoute = {
  /** As Next's folders name it: /api/inbound/mcp/[connectionId]. */
  path: string;
  handle(request: Request, route: { params: Promise<Record<string, string>> }): Promise<Response>;
};

/** Answers a request that is a direct route's and returns true; leaves any other alone and returns false. */
export type DirectListener = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Takes the POST requests of these routes past Next, whose own share of such a request is larger than the route's. */
export function directListener(routes: readonly DirectRoute[]): DirectListener {
  const table = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return (request, response) => {
    if (request.method !== "POST") return false;
    const path = request.url?.split("?", 1)[0] ?? "";
    for (const { route, pattern } of table) {
      const found = pattern.exec(path);
      if (!found) continue;
      void answer(route, { ...found.groups }, request, response);
      return true;
    }
    return false;
  };
}

async function answer(
  route: DirectRoute,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await writeResponse(await route.handle(toRequest(request), { params: Promise.resolve(params) }), response);
  } catch (error) {
    // Routes answer their errors themselves; this is our own trouble, and the sender tries again.
    logger.error({ err: error, path: route.path }, "a direct route failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

// Ids need no encoding: a segment that has some is left to Next, as is a slash too many.
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\[(\w+)\]/g, "(?<$1>[\\w.~-]+)")}$`);
}
