import { DocTable } from "@/components/docs/doc-table";

const PROVIDERS = [
  ["Slack", "incoming-webhook, chat:write", "SLACK_CLIENT_ID, SLACK_CLIENT_SECRET", "/api/oauth/slack/callback"],
  [
    "Google",
    "openid, userinfo.email, drive.file",
    "GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET",
    "/api/oauth/google/callback",
  ],
  ["Notion", "the pages that are picked", "NOTION_CLIENT_ID, NOTION_CLIENT_SECRET", "/api/oauth/notion/callback"],
] as const;

/** Accounts at other providers: connecting, renewing, ending, and what turns each provider on. */
export function Connections() {
  return (
    <>
      <p>
        <em>Settings → Integrations → Connections</em> links third-party accounts to a workspace. An owner or admin
        presses <strong>Connect</strong>, consents at the provider, and comes back to the page. Members see what is
        connected and change nothing.
      </p>
      <ul>
        <li>
          <strong>Slack</strong> asks for a channel. Back on the page, <strong>Make a bridge to #channel</strong> opens
          the bridge form with everything but the events filled in: the webhook’s URL is never shown or copied.
        </li>
        <li>
          <strong>Access is renewed</strong> five minutes before it runs out. Where the provider refuses, the account
          says why and offers <strong>Reconnect</strong>; the same account keeps its place.
        </li>
        <li>
          <strong>Permissions left out</strong> at the provider are named at the account.
        </li>
        <li>
          <strong>Disconnect</strong> revokes the access at the provider and forgets it here. If the provider does not
          confirm, the page says where to take the access away yourself.
        </li>
      </ul>
      <p>
        Each connection made or renewed publishes <code>integration.connected</code>, each one ended{" "}
        <code>integration.disconnected</code>. Tokens are sealed in the database, and leave it for the provider alone.
      </p>
      <p>
        A provider is off until its variables are set. Register the redirect URI with its app exactly as here, behind
        your <code>APP_URL</code>; an admin sees the whole address on the provider’s card.
      </p>
      <DocTable
        label="Providers"
        head={["Provider", "Asks for", "Variables", "Redirect URI, after APP_URL"]}
        rows={PROVIDERS.map(([name, scopes, variables, path]) => ({
          key: name,
          cells: [
            name,
            scopes,
            variables.split(", ").map((variable) => (
              <code key={variable} className="mb-1 block w-fit">
                {variable}
              </code>
            )),
            <code key={path}>{path}</code>,
          ],
        }))}
      />
    </>
  );
}
