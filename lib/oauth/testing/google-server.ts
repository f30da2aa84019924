import { OAuth2Server } from "oauth2-mock-server";
import type { ProviderServer } from "./provider-server";

type Json = Record<string, unknown>;
type TokenRequest = { body: Json; headers: Json; path?: string };

const CLIENT_ID = "407408718192.apps.googleusercontent.com";
const SCOPES = [
  "openid",
  "https://www.googleapis.com/auth/userinfo.email",
  "https://www.googleapis.com/auth/drive.file",
];

export type GoogleServer = Omit<ProviderServer, "requests" | "answerTokenOnce"> & {
  /** Bodies of the requests to the token endpoint. */
  tokenRequests: Json[];
  /** Put over the next id_token's claims. */
  claims: Json;
  /** What the person leaves ticked. */
  scopes: string[];
  /** Answers every request to the token endpoint while set. */
  refusal: { status: number; body: Json } | undefined;
  /** Tokens that were revoked, in order. */
  revoked: number;
};

/** A real OAuth server at Google's paths: it holds code and verifier together, and signs id_tokens with a key of its own. */
export async function startGoogle(): Promise<GoogleServer> {
  const server = new OAuth2Server(undefined, undefined, {
    endpoints: { authorize: "/o/oauth2/v2/auth", token: "/token", revoke: "/revoke" },
  });
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  const url = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = url;
  const state: GoogleServer = {
    url,
    clientId: CLIENT_ID,
    clientSecret: "GOCSPX-google-client-secret",
    tokenRequests: [],
    claims: {},
    scopes: [...SCOPES],
    refusal: undefined,
    revoked: 0,
    person: { error: undefined },
    close: () => server.stop(),
  };
  const { service } = server;
  service.on("beforeAuthorizeRedirect", (redirect: { url: URL }) => {
    if (!state.person.error) return;
    redirect.url.searchParams.delete("code");
    redirect.url.searchParams.set("error", state.person.error);
  });
  service.on("beforeTokenSigning", (token: { payload: Json }) => {
    // The access token has no audience, so this one is the id_token.
    if (token.payload.aud !== CLIENT_ID) return;
    Object.assign(token.payload, { sub: "110169484474386276334", email: "maya@northwind.example" }, state.claims);
  });
  service.on("beforeResponse", (answer: { statusCode: number; body: Json }, request: TokenRequest) => {
    state.tokenRequests.push({ ...request.body });
    if (state.refusal) {
      answer.statusCode = state.refusal.status;
      answer.body = state.refusal.body;
      return;
    }
    answer.body = { ...answer.body, scope: state.scopes.join(" ") };
    // Google gives a refresh token with a consent, and none with a renewal.
    if (request.body.grant_type === "refresh_token") answer.body.refresh_token = undefined;
  });
  service.on("beforeRevoke", () => {
    state.revoked += 1;
  });
  return state;
}
