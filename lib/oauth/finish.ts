import * as oauth from "oauth4webapi";
import { announceConnected } from "@/lib/connections/announce";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { sameText } from "@/lib/signing/verify";
import { plainCode } from "./call";
import { STATE_PATTERN, type TakenConsent, takeConsent } from "./consent-state";
import { exchangeCode } from "./grant";
import { revokeAccess } from "./revoke";
import { saveConnection } from "./save";
import { isOauthProvider, type Outcome, type ProblemCode } from "./schema";
import { oauthSetup, type Setup } from "./setup";

export type FinishInput = {
  provider: string;
  sessionId: string;
  /** What the provider sent back. */
  params: URLSearchParams;
  /** The state as this browser's cookie holds it. */
  cookieState: (state: string) => string | undefined;
};

/**
 * Ends a consent: makes or renews the connection and publishes `integration.connected`. Whatever goes wrong on the way is
 * an outcome, never thrown, and leaves nothing stored; the state is used up by whoever it was given to. Throws
 * `not_found` for a provider that is none or not set up.
 */
export async function finishConsent(ctx: Context, input: FinishInput): Promise<Outcome> {
  const { params, sessionId } = input;
  const setup = isOauthProvider(input.provider) ? oauthSetup(input.provider) : undefined;
  if (!setup) throw notFound("address");

  const state = single(params, "state");
  if (state === undefined || !STATE_PATTERN.test(state) || !isSingle(params)) return failed("malformed");
  // Whoever lured this browser here has the state, and not the cookie.
  if (!sameText(input.cookieState(state) ?? "", state)) return failed("other_browser");
  const owner = { organizationId: ctx.organizationId, userId: ctx.actor.id, sessionId };
  const consent = await takeConsent(state, setup.provider.id, owner);
  if (consent === null) return failed("state");
  if (consent === "expired") return failed("expired");
  // Asked for again: the role may have been taken away meanwhile.
  if (!ctx.permissions.has("organization:manage")) return failed("forbidden");

  if (params.has("error")) return refused(params.get("error"));
  if (!params.get("code")) return failed("malformed");
  return connect(ctx, setup, consent, { params, state });
}

async function connect(
  ctx: Context,
  setup: Setup,
  consent: TakenConsent,
  { params, state }: { params: URLSearchParams; state: string },
): Promise<Outcome> {
  const { workspaceId, redirectUri, codeVerifier, returnTo } = consent;
  const where = { id: workspaceId, organizationId: ctx.organizationId };
  if (!(await db.workspace.findFirst({ where, select: { id: true } }))) return failed("state");
  let checked: URLSearchParams;
  try {
    checked = oauth.validateAuthResponse(setup.server, setup.client, params, state);
  } catch {
    // The answer of another provider, by its `iss`.
    return failed("malformed");
  }
  const nonce = consent.nonce ?? undefined;
  const granted = await exchangeCode(setup, { params: checked, redirectUri, codeVerifier, nonce });
  if (!granted.ok) return { kind: "failed", problem: granted.problem };
  const account = setup.provider.account(granted.answer, granted.claims);
  if (typeof account === "string") return failed(account);
  if ("problem" in account) {
    await giveBack(setup, account.id, granted.answer);
    return failed(account.problem);
  }
  const connection = await saveConnection(ctx, {
    provider: setup.provider,
    workspaceId,
    account,
    answer: granted.answer,
  });
  await announceConnected(connection);
  return { kind: "connected", connectionId: connection.id, returnTo };
}

// Nobody would know of an access that is kept by nobody here. The person is told the same whether or not this works.
async function giveBack({ provider }: Setup, accountId: string, answer: oauth.TokenEndpointResponse): Promise<void> {
  const secrets = { accessToken: answer.access_token, refreshToken: answer.refresh_token };
  const note = await revokeAccess({ provider: provider.id, accountId }, secrets);
  if (note) logger.warn({ provider: provider.id, note }, "a refused account's access was not given back");
}

function refused(error: string | null): Outcome {
  if (error === "access_denied") return { kind: "cancelled" };
  const providerCode = plainCode(error);
  return { kind: "failed", problem: { code: "refused", ...(providerCode ? { providerCode } : {}) } };
}

function failed(code: ProblemCode): Outcome {
  return { kind: "failed", problem: { code } };
}

function single(params: URLSearchParams, name: string): string | undefined {
  const values = params.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

// Of two, one reader would take the first and the next one the last.
function isSingle(params: URLSearchParams): boolean {
  return [...new Set(params.keys())].every((name) => params.getAll(name).length === 1);
}
