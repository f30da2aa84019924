/** What can be linked to a workspace. The catalogue's `integration.*` events name providers by these ids. */
export const CONNECTION_PROVIDERS = ["slack", "google", "notion", "whatsapp", "mcp"] as const;
export type ConnectionProvider = (typeof CONNECTION_PROVIDERS)[number];

export const PROVIDER_LABELS: Readonly<Record<ConnectionProvider, string>> = {
  slack: "Slack",
  google: "Google",
  notion: "Notion",
  whatsapp: "WhatsApp",
  mcp: "MCP server",
};
