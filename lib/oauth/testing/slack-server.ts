import { randomBytes } from "node:crypto";
import type { SinkRequest } from "@/lib/testing/sink";
import { type Answer, formOf, type ProviderServer, startProvider } from "./provider-server";

const CLIENT_ID = "2141029472.691202649728";
const CLIENT_SECRET = "slack-client-secret-0001";

export const SLACK_WEBHOOK = "https://hooks.slack.com/services/T9TK3CUKW/B0SECRET1/aBcDeFgHiJkLmNoPqRsTuVwX";

/** Slack's token endpoint, in the shapes of docs.slack.dev: 200 for everything, `ok` says what it was. `rotates` gives tokens of 12 hours. */
export function startSlack({ rotates = false } = {}): Promise<ProviderServer> {
  const codes = new Map<string, string>();
  const used = new Set<string>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();

  function token(request: SinkRequest): Answer {
    const form = formOf(request);
    if (form.client_id !== CLIENT_ID) return refused("invalid_client_id");
    if (form.client_secret !== CLIENT_SECRET) return refused("bad_client_secret");
    if (form.grant_type === "refresh_token") {
      return refreshTokens.delete(String(form.refresh_token)) ? granted() : refused("invalid_refresh_token");
    }
    const code = String(form.code);
    if (used.has(code)) return refused("code_already_used");
    if (!codes.has(code)) return refused("invalid_code");
    if (codes.get(code) !== form.redirect_uri) return refused("bad_redirect_uri");
    used.add(code);
    return granted();
  }

  function granted(): Answer {
    const accessToken = `xoxb-17653672481-${randomBytes(12).toString("hex")}`;
    const refreshToken = `xoxe-1-${randomBytes(12).toString("hex")}`;
    accessTokens.add(accessToken);
    if (rotates) refreshTokens.add(refreshToken);
    return {
      status: 200,
      body: {
        ok: true,
        access_token: accessToken,
        token_type: "bot",
        scope: "incoming-webhook,chat:write",
        bot_user_id: "U0KRQLJ9H",
        app_id: "A0KRD7HC3",
        team: { name: "Northwind", id: "T9TK3CUKW" },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: "U1234" },
        incoming_webhook: {
          channel: "#deliverables",
          channel_id: "C05002EAE",
          configuration_url: "https://northwind.slack.com/services/B0SECRET1",
          url: SLACK_WEBHOOK,
        },
        ...(rotates ? { refresh_token: refreshToken, expires_in: 43_200 } : {}),
      },
    };
  }

  return startProvider({
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authorizePath: "/oauth/v2/authorize",
    tokenPath: "/api/oauth.v2.access",
    token,
    revokePath: "/api/auth.revoke",
    revoke: ({ headers }) => {
      const bearer = headers.authorization?.replace("Bearer ", "") ?? "";
      return accessTokens.delete(bearer) ? { status: 200, body: { ok: true, revoked: true } } : refused("invalid_auth");
    },
    issue: (redirectUri) => {
      const code = randomBytes(16).toString("hex");
      codes.set(code, redirectUri);
      return code;
    },
  });
}

function refused(error: string): Answer {
  return { status: 200, body: { ok: false, error } };
}
