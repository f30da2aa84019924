import type { AuthorizationServer, Client } from "oauth4webapi";
import { env } from "@/lib/env";
import type { OauthProvider } from "./provider";
import { providers } from "./providers";
import type { OauthProviderId } from "./schema";

/** A provider that is set up: its row, the client that we are to it, and where it is reached. */
export type Setup = {
  provider: OauthProvider;
  client: Client;
  clientSecret: string;
  server: AuthorizationServer & { authorization_endpoint: string };
  /** Plain http: a server of one's own, named by {PROVIDER}_OAUTH_URL. */
  insecure: boolean;
};

/** The setup of a provider by the variables, or undefined while its client id and secret are not set. */
export function oauthSetup(id: OauthProviderId): Setup | undefined {
  const settings = env();
  const [clientId, clientSecret, base] = {
    slack: [settings.SLACK_CLIENT_ID, settings.SLACK_CLIENT_SECRET, settings.SLACK_OAUTH_URL],
    google: [settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET, settings.GOOGLE_OAUTH_URL],
    notion: [settings.NOTION_CLIENT_ID, settings.NOTION_CLIENT_SECRET, settings.NOTION_OAUTH_URL],
  }[id];
  if (!clientId || !clientSecret) return undefined;
  const provider: OauthProvider = providers[id];
  const at = (address: string) => (base === undefined ? address : moved(address, base));
  return {
    provider,
    client: { client_id: clientId },
    clientSecret,
    server: {
      issuer: base === undefined ? provider.issuer : new URL(base).origin,
      authorization_endpoint: at(provider.endpoints.authorize),
      token_endpoint: at(provider.endpoints.token),
      revocation_endpoint: at(provider.endpoints.revoke),
    },
    insecure: base?.startsWith("http:") ?? false,
  };
}

/** The variables that turn a provider on. */
export function setupVariables(id: OauthProviderId): string[] {
  const name = id.toUpperCase();
  return [`${name}_CLIENT_ID`, `${name}_CLIENT_SECRET`];
}

/** Where a provider sends people back to: what is registered there, letter by letter. Never from a request's Host. */
export function redirectUri(id: OauthProviderId): string {
  return new URL(`/api/oauth/${id}/callback`, env().APP_URL).href;
}

function moved(address: string, base: string): string {
  const { pathname } = new URL(address);
  return new URL(pathname, base).href;
}
