import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { problemResponse } from "./problem";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/**
 * What a route exports for the methods that it lacks, given those that it has: 405 as a problem, with Allow (RFC 9110
 * §15.5.6), where Next's own has neither. OPTIONS says what Next would, which takes whatever is exported for allowed.
 */
export function allowOnly<Has extends Method>(
  ...methods: readonly Has[]
): Record<Exclude<Method, Has> | "OPTIONS", () => Response> {
  const allow = [...methods, "OPTIONS", ...(methods.some((method) => method === "GET") ? ["HEAD"] : [])]
    .sort()
    .join(", ");
  function notAllowed(): Response {
    const detail = `This address does not take the request's method. It takes ${methods.join(" and ")}.`;
    const response = problemResponse(new AppError("method_not_allowed", detail), newId("request"));
    response.headers.set("allow", allow);
    return response;
  }
  const options = () => new Response(null, { status: 204, headers: { allow } });
  const lacking = METHODS.filter((method) => !methods.some((each) => each === method));
  const answers = [...lacking.map((method) => [method, notAllowed] as const), ["OPTIONS", options] as const];
  return Object.fromEntries(answers) as ReturnType<typeof allowOnly<Has>>;
}
