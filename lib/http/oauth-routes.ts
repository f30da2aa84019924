import { requireSameOrigin } from "@/lib/actions/same-origin";
import { viewerOfRequest } from "@/lib/actions/viewer";
import { type Deadline, doorDeadline, OUTSIDE_MS } from "@/lib/db/deadline";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { finishConsent } from "@/lib/oauth/finish";
import { noticePath } from "@/lib/oauth/notice";
import { CONNECTIONS_PATH, isOauthProvider, type OauthProviderId, type Outcome } from "@/lib/oauth/schema";
import { oauthSetup } from "@/lib/oauth/setup";
import { startConsent } from "@/lib/oauth/start";
import { clearStateCookie, readStateCookie, stateCookie } from "./oauth-cookie";
import { problemResponse } from "./problem";

type RouteContext = { params: Promise<{ provider: string }> };

/**
 * GET /api/oauth/{provider}/start: sends an admin to the provider's page, from a page of this app alone. What a person
 * can fix is said on the Connections page; 404 for a provider that is none or not set up, 403 for another site.
 */
export async function startRoute(request: Request, { params }: RouteContext): Promise<Response> {
  return answered(doorDeadline(), async () => {
    const provider = await providerOf(params);
    requireSameOrigin(request);
    const viewer = await viewerOfRequest(request);
    if (!viewer) return seeOther(signInPath(CONNECTIONS_PATH));
    const { ctx, workspace, sessionId } = viewer;
    const returnTo = new URL(request.url).searchParams.get("return_to");
    try {
      const { url, state } = await startConsent(ctx, { provider, workspaceId: workspace.id, sessionId, returnTo });
      return seeOther(url, stateCookie(state));
    } catch (error) {
      const outcome = outcomeOf(error);
      if (!outcome) throw error;
      return seeOther(noticePath(provider, outcome));
    }
  });
}

/**
 * GET /api/oauth/{provider}/callback: where the provider sends the person back, whose session, state and cookie have to
 * fit each other. Always a redirect to a page that says how it went; neither code nor token is in it.
 */
export async function callbackRoute(request: Request, { params }: RouteContext): Promise<Response> {
  return answered(doorDeadline({ limitMs: OUTSIDE_MS }), async () => {
    const provider = await providerOf(params);
    const query = new URL(request.url).searchParams;
    const viewer = await doorDeadline()(() => viewerOfRequest(request));
    if (!viewer) {
      return seeOther(signInPath(noticePath(provider, { kind: "failed", problem: { code: "signed_out" } })));
    }
    const outcome = await finishConsent(viewer.ctx, {
      provider,
      sessionId: viewer.sessionId,
      params: query,
      cookieState: (state) => readStateCookie(request, state),
    });
    if (outcome.kind === "failed") logger.warn({ provider, problem: outcome.problem }, "an account was not connected");
    return seeOther(noticePath(provider, outcome), clearStateCookie(query.get("state")));
  });
}

async function answered(within: Deadline, work: () => Promise<Response>): Promise<Response> {
  try {
    return await within(work);
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}

async function providerOf(params: RouteContext["params"]): Promise<OauthProviderId> {
  const { provider } = await params;
  if (!isOauthProvider(provider) || !oauthSetup(provider)) throw notFound("address");
  return provider;
}

function outcomeOf(error: unknown): Outcome | undefined {
  if (!(error instanceof AppError)) return undefined;
  if (error.code === "forbidden") return { kind: "failed", problem: { code: "forbidden" } };
  return error.code === "rate_limited" ? { kind: "failed", problem: { code: "too_many" } } : undefined;
}

function signInPath(next: string): string {
  return `/sign-in?${new URLSearchParams({ next })}`;
}

// Of this app by APP_URL: a request's Host is whatever its sender wrote.
function seeOther(place: string, cookie?: string): Response {
  const headers = new Headers({
    location: new URL(place, env().APP_URL).href,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  if (cookie !== undefined) headers.set("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
