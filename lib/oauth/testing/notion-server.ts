import { randomBytes, randomUUID } from "node:crypto";
import type { SinkRequest } from "@/lib/testing/sink";
import { type Answer, type ProviderServer, startProvider } from "./provider-server";

const CLIENT_ID = "463558a3-725e-4f37-b6d3-0889894f68de";
const CLIENT_SECRET = "secret_notion.client-0001";
// Notion compares the two as they are: a client that form-encodes them is not known.
const BASIC = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString("base64")}`;

/** Notion's token endpoint, in the shapes of developers.notion.com: JSON both ways, HTTP Basic, no expiry, refresh tokens good for once. */
export function startNotion(): Promise<ProviderServer> {
  const codes = new Map<string, string>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();

  function token(request: SinkRequest): Answer {
    if (request.headers.authorization !== BASIC) return { status: 401, body: { error: "invalid_client" } };
    const body = jsonOf(request);
    if (!body) return { status: 400, body: { error: "invalid_request" } };
    if (body.grant_type === "refresh_token") {
      return refreshTokens.delete(String(body.refresh_token)) ? granted() : refused("invalid_grant");
    }
    const redirectUri = codes.get(String(body.code));
    codes.delete(String(body.code));
    return redirectUri !== undefined && redirectUri === body.redirect_uri ? granted() : refused("invalid_grant");
  }

  function granted(): Answer {
    const accessToken = `ntn_${randomBytes(20).toString("hex")}`;
    const refreshToken = `nrt_${randomBytes(20).toString("hex")}`;
    accessTokens.add(accessToken);
    refreshTokens.add(refreshToken);
    return {
      status: 200,
      body: {
        access_token: accessToken,
        token_type: "bearer",
        refresh_token: refreshToken,
        bot_id: "b3414d65-1224-5ccd-8a1b-9ad2d6d3a6c0",
        workspace_name: "Northwind wiki",
        workspace_icon: null,
        workspace_id: "1bc8ff3a-0be7-4a3c-9c3a-8f2f7e4d1a2b",
        owner: { type: "user", user: { object: "user", id: "7f6a1e0d-9d2b-4a3e-8f55-2b7d6d0c1e11" } },
        duplicated_template_id: null,
        request_id: randomUUID(),
      },
    };
  }

  return startProvider({
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authorizePath: "/v1/oauth/authorize",
    tokenPath: "/v1/oauth/token",
    token,
    revokePath: "/v1/oauth/revoke",
    revoke: (request) => {
      if (request.headers.authorization !== BASIC) return { status: 401, body: { error: "invalid_client" } };
      const known = accessTokens.delete(String(jsonOf(request)?.token));
      return known ? { status: 200, body: { request_id: randomUUID() } } : refused("invalid_request");
    },
    issue: (redirectUri) => {
      const code = randomUUID();
      codes.set(code, redirectUri);
      return code;
    },
  });
}

function refused(error: string): Answer {
  return { status: 400, body: { error } };
}

function jsonOf(request: SinkRequest): Record<string, unknown> | undefined {
  if (!request.headers["content-type"]?.startsWith("application/json")) return undefined;
  return JSON.parse(request.text) as Record<string, unknown>;
}
