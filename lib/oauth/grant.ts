import * as oauth from "oauth4webapi";
import { isVisibleAscii } from "@/lib/net/oauth-token";
import { callProvider } from "./call";
import type { Problem } from "./schema";
import type { Setup } from "./setup";

export type GrantResult =
  | { ok: true; answer: oauth.TokenEndpointResponse; claims: oauth.IDToken | undefined }
  | { ok: false; problem: Problem };

export type RevokeResult = { ok: true } | { ok: false; problem: Problem };

type CodeInput = {
  /** What came back, as `oauth.validateAuthResponse` let it through. */
  params: URLSearchParams;
  redirectUri: string;
  codeVerifier: string | undefined;
  nonce: string | undefined;
};

// Slack names its tokens "bot"; they are used as bearer tokens all the same.
const RECOGNIZED = { recognizedTokenTypes: { bot: () => undefined } };
// What the library's errors call it when an id_token is another client's, another provider's, stale, or of another sign-in.
const ID_TOKEN_ERRORS = new Set<unknown>([oauth.JWT_CLAIM_COMPARISON, oauth.JWT_TIMESTAMP_CHECK]);

/** Trades a code for tokens, once. An id_token is validated: issuer, audience, times and nonce. */
export async function exchangeCode(setup: Setup, input: CodeInput): Promise<GrantResult> {
  const { server, client, provider } = setup;
  const { params, redirectUri, codeVerifier = oauth.nopkce, nonce } = input;
  const auth = provider.clientAuth(setup.clientSecret);
  const called = await callProvider(setup, (options) =>
    oauth.authorizationCodeGrantRequest(server, client, auth, params, redirectUri, codeVerifier, options),
  );
  if (!called.ok) return called;
  return read(() =>
    oauth.processAuthorizationCodeResponse(server, client, called.response, {
      ...RECOGNIZED,
      ...(nonce === undefined ? {} : { expectedNonce: nonce, requireIdToken: true }),
    }),
  );
}

/** Asks for a new access token; the answer may bring a new refresh token, and the old one is dead then. */
export async function refreshGrant(setup: Setup, refreshToken: string): Promise<GrantResult> {
  const { server, client, provider } = setup;
  const auth = provider.clientAuth(setup.clientSecret);
  const called = await callProvider(setup, (options) =>
    oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, options),
  );
  if (!called.ok) return called;
  return read(() => oauth.processRefreshTokenResponse(server, client, called.response, RECOGNIZED));
}

/** Takes a token back at the provider. One that is gone already counts as taken back. */
export async function revokeGrant(setup: Setup, token: string): Promise<RevokeResult> {
  const { server, client, provider } = setup;
  const auth = provider.revokeAuth(setup.clientSecret);
  const called = await callProvider(setup, (options) => oauth.revocationRequest(server, client, auth, token, options));
  if (called.ok) return { ok: true };
  const { providerCode } = called.problem;
  return providerCode && provider.goneTokens.includes(providerCode) ? { ok: true } : called;
}

// The library's errors carry the whole answer, tokens and all: none of them leaves here.
async function read(process: () => Promise<oauth.TokenEndpointResponse>): Promise<GrantResult> {
  try {
    const answer = await process();
    const { access_token: accessToken, refresh_token: refreshToken = "none" } = answer;
    // What no header can carry is of no use, and would break the request that it is put into.
    if (![accessToken, refreshToken].every(isVisibleAscii)) return { ok: false, problem: { code: "wrong_answer" } };
    return { ok: true, answer, claims: oauth.getValidatedIdTokenClaims(answer) };
  } catch (error) {
    const code = error instanceof oauth.OperationProcessingError ? error.code : undefined;
    return { ok: false, problem: { code: ID_TOKEN_ERRORS.has(code) ? "id_token" : "wrong_answer" } };
  }
}
