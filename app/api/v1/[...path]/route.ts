import { AppError } from "@/lib/errors";
import { apiRoute } from "@/lib/http/route";

const answer = apiRoute({
  operation: "unknown",
  handle: async () => {
    throw new AppError("not_found", "There is nothing at this path. /docs/webhooks lists what the API offers.");
  },
});

/** Whatever is not a route of the API, as a problem that a program can read. */
export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
