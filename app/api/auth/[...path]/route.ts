import { requireSameOrigin } from "@/lib/actions/same-origin";
import { doorDeadline } from "@/lib/db/deadline";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";
import { answerAuth } from "@/lib/people/auth";

// The library brings dozens of endpoints; members, roles and passwords change by verbs that keep the audit log. Only these are doors.
const OPEN_PATHS: ReadonlySet<string> = new Set(["/sign-in/email", "/sign-out", "/get-session"]);

async function handle(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  if (!OPEN_PATHS.has(path)) return new Response("Not found", { status: 404 });
  try {
    requireSameOrigin(request);
    return await doorDeadline()(() => answerAuth(request));
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}

export { handle as GET, handle as POST };
