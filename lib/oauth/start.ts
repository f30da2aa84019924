import * as oauth from "oauth4webapi";
import { authorize, type Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { requireAttempt } from "@/lib/people/attempts";
import { safeNext } from "@/lib/people/safe-next";
import { keepConsent } from "./consent-state";
import { CONNECTIONS_PATH, isOauthProvider } from "./schema";
import { oauthSetup, redirectUri } from "./setup";

const RULE = { max: 20, windowSeconds: 10 * 60 };

export type StartInput = { provider: string; workspaceId: string; sessionId: string; returnTo: string | null };

/**
 * Begins a connection: remembers what is asked for, and answers the provider's page to send the person to, with the
 * state that its answer has to bring back. Throws `not_found` for a provider that is none or not set up, `forbidden`,
 * and `rate_limited` beyond 20 in ten minutes a person.
 */
export async function startConsent(ctx: Context, input: StartInput): Promise<{ url: string; state: string }> {
  const { workspaceId, sessionId } = input;
  const setup = isOauthProvider(input.provider) ? oauthSetup(input.provider) : undefined;
  if (!setup) throw notFound("address");
  authorize(ctx, "organization:manage");
  await requireWorkspace(ctx, workspaceId);
  await requireAttempt(`oauth:${ctx.actor.id}`, RULE);

  const { provider, client, server } = setup;
  const codeVerifier = provider.pkce ? oauth.generateRandomCodeVerifier() : undefined;
  const nonce = provider.idToken ? oauth.generateRandomNonce() : undefined;
  const consent = { provider: provider.id, redirectUri: redirectUri(provider.id), codeVerifier, nonce };
  const owner = { organizationId: ctx.organizationId, userId: ctx.actor.id, sessionId };
  const state = await keepConsent({ ...consent, ...owner, workspaceId, returnTo: returnPath(input.returnTo) });

  const url = new URL(server.authorization_endpoint);
  const scope = provider.scopes.map(({ name }) => name).join(provider.scopeSeparator);
  const params = {
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: consent.redirectUri,
    state,
    ...(scope ? { scope } : {}),
    ...provider.authorizeParams,
    ...(nonce === undefined ? {} : { nonce }),
    ...(codeVerifier === undefined ? {} : await challengeOf(codeVerifier)),
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return { url: url.href, state };
}

async function challengeOf(codeVerifier: string) {
  return {
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  };
}

// A page, and no route: to be sent to one would be a request that nobody made.
function returnPath(asked: string | null): string {
  const path = safeNext(asked, CONNECTIONS_PATH);
  return path.startsWith("/settings/") ? path : CONNECTIONS_PATH;
}
