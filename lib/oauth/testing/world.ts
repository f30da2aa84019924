import { type GoogleServer, startGoogle } from "./google-server";
import { startNotion } from "./notion-server";
import type { ProviderServer } from "./provider-server";
import { startSlack } from "./slack-server";

export type ProviderWorld = {
  slack: ProviderServer;
  google: GoogleServer;
  notion: ProviderServer;
  /** The variables that lead the app to them. */
  env: Record<string, string>;
  close(): Promise<void>;
};

/** The three providers on loopback. Set `env` before the app reads its settings. */
export async function startProviders(options: { rotates?: boolean } = {}): Promise<ProviderWorld> {
  const slack = await startSlack(options);
  const google = await startGoogle();
  const notion = await startNotion();
  const servers = { SLACK: slack, GOOGLE: google, NOTION: notion };
  const env = Object.entries(servers).flatMap(([name, { url, clientId, clientSecret }]) => [
    [`${name}_OAUTH_URL`, url],
    [`${name}_CLIENT_ID`, clientId],
    [`${name}_CLIENT_SECRET`, clientSecret],
  ]);
  return {
    slack,
    google,
    notion,
    env: Object.fromEntries(env),
    close: async () => {
      await Promise.all([slack.close(), google.close(), notion.close()]);
    },
  };
}
