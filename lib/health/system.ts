import type { Context } from "@/lib/context";
import { upkeepPool } from "@/lib/db/client";
import { type Env, env, isLocalMode, usesInngestServer } from "@/lib/env";
import { version } from "@/package.json";
import { health } from "./health";
import type { Part } from "./part";

export type SystemPart = Part;

export type SystemState = {
  parts: { name: string; part: SystemPart }[];
  versions: { name: string; version: string }[];
  settings: { name: string; value: string; note?: string }[];
};

/** How the installation is, for its people. Names no host of the database, no user and no secret; the list of allowed ranges is for admins. */
export async function systemState(ctx: Context): Promise<SystemState> {
  const [{ database, writes, deliveries, engine }, server] = await Promise.all([health(), serverVersion()]);
  return {
    parts: [
      { name: "Database", part: database },
      { name: "Writes", part: writes },
      { name: "Deliveries", part: deliveries },
      { name: "Engine", part: engine },
    ],
    versions: [
      { name: "AtelyaOS Webhooks", version },
      { name: "Node.js", version: process.versions.node },
      ...(server ? [{ name: "PostgreSQL", version: server }] : []),
    ],
    settings: settingsOf(env(), ctx.permissions.has("organization:manage")),
  };
}

async function serverVersion(): Promise<string | undefined> {
  try {
    const { rows } = await upkeepPool().query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version;
  } catch {
    return undefined;
  }
}

function settingsOf(settings: Env, detailed: boolean): SystemState["settings"] {
  const local = isLocalMode(settings);
  return [
    {
      name: "APP_URL",
      value: settings.APP_URL,
      note: local ? "Local mode: bridges may send to this machine." : "Bridges may send to public https addresses.",
    },
    {
      name: "INNGEST_*",
      value: usesInngestServer(settings) ? "Set" : "Not set",
      note: usesInngestServer(settings)
        ? "Inngest's own server runs the functions."
        : "The embedded engine runs the functions in this process.",
    },
    {
      name: "DELIVERY_ALLOW_CIDRS",
      value: settings.DELIVERY_ALLOW_CIDRS === "" ? "Not set" : detailed ? settings.DELIVERY_ALLOW_CIDRS : "Set",
      note: "Private addresses that bridges may send to besides.",
    },
    ...INTEGRATIONS.map(({ name, variable, what }) => ({
      name,
      value: settings[variable] ? "Set" : "Not set",
      note: settings[variable] ? `${what} is on.` : `${what} is off.`,
    })),
  ];
}

// One variable a group: the start refuses a group that is set by halves.
const INTEGRATIONS = [
  { name: "STRIPE_*", variable: "STRIPE_WEBHOOK_SECRET", what: "Billing by Stripe" },
  { name: "WHATSAPP_*", variable: "WHATSAPP_APP_SECRET", what: "Receiving WhatsApp messages" },
  { name: "SLACK_*", variable: "SLACK_CLIENT_ID", what: "Connecting Slack" },
  { name: "GOOGLE_*", variable: "GOOGLE_CLIENT_ID", what: "Connecting Google" },
  { name: "NOTION_*", variable: "NOTION_CLIENT_ID", what: "Connecting Notion" },
] as const;
