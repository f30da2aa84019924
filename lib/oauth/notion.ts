import type { ClientAuth } from "oauth4webapi";
import { z } from "zod";
import type { OauthProvider } from "./provider";

const answerShape = z.object({
  workspace_id: z.string().min(1),
  workspace_name: z.string().max(200).optional(),
  bot_id: z.string().max(64).optional(),
});

const AGAIN = "Connect once more.";

/** Notion: JSON bodies, HTTP Basic of the raw id and secret, no scopes, and refresh tokens that are good for once. */
export const notion: OauthProvider = {
  id: "notion",
  purpose: "Keep deliverables on the Notion pages that you pick.",
  issuer: "https://api.notion.com",
  endpoints: {
    authorize: "https://api.notion.com/v1/oauth/authorize",
    token: "https://api.notion.com/v1/oauth/token",
    revoke: "https://api.notion.com/v1/oauth/revoke",
  },
  scopes: [],
  scopeSeparator: " ",
  authorizeParams: { owner: "user" },
  pkce: false,
  idToken: false,
  body: "json",
  clientAuth: rawBasic,
  revokeAuth: rawBasic,
  account(answer) {
    const parsed = answerShape.safeParse(answer);
    if (!parsed.success) return "wrong_answer";
    const { workspace_id: id, workspace_name: name, bot_id: botId } = parsed.data;
    const config: Record<string, string> = botId ? { botId } : {};
    return { id, name: name || "A Notion workspace", config };
  },
  errors: {
    invalid_grant: `The consent ran out, was used already, or access was taken away in Notion. ${AGAIN}`,
    invalid_client:
      "The client id or secret is wrong. Whoever runs AtelyaOS can set NOTION_CLIENT_ID and its secret anew.",
    unauthorized:
      "Notion does not know the client. Whoever runs AtelyaOS can set NOTION_CLIENT_ID and its secret anew.",
    invalid_request: "Notion did not understand the request. Check that the redirect URI is registered there as shown.",
    validation_error:
      "Notion did not understand the request. Check that the redirect URI is registered there as shown.",
    restricted_resource: "The Notion integration may not connect here. Ask an owner of the Notion workspace.",
    rate_limited: "Notion has had too many requests. Try again in a few minutes.",
    internal_server_error: "Notion had trouble of its own. Try again in a few minutes.",
    service_unavailable: "Notion is not available now. Try again in a few minutes.",
  },
  deadGrants: ["invalid_grant"],
  goneTokens: ["invalid_token", "invalid_grant"],
  removeAt: "Notion, under Settings → Connections",
};

// The library's ClientSecretBasic form-encodes both parts, as RFC 6749 has it; Notion compares them as they are.
function rawBasic(clientSecret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    headers.set("authorization", `Basic ${Buffer.from(`${client.client_id}:${clientSecret}`).toString("base64")}`);
  };
}
