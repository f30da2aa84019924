import type { Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { engineHealth } from "@/lib/engine-health";
import { type Env, env, isLocalMode, usesInngestServer } from "@/lib/env";
import { version } from "@/package.json";

export type SystemPart = { ok: boolean; detail: string };

export type SystemState = {
  database: SystemPart;
  engine: SystemPart;
  versions: { name: string; version: string }[];
  settings: { name: string; value: string; note?: string }[];
};

/** How the installation is, for its people. Names no host of the database, no user and no secret; the list of allowed ranges is for admins. */
export async function systemState(ctx: Context): Promise<SystemState> {
  const [database, engine] = await Promise.all([databaseState(), engineHealth()]);
  return {
    database: { ok: database.ok, detail: database.ok ? `PostgreSQL ${database.version}` : "It does not answer." },
    engine,
    versions: [
      { name: "AtelyaOS Webhooks", version },
      { name: "Node.js", version: process.versions.node },
      ...(database.ok ? [{ name: "PostgreSQL", version: database.version }] : []),
    ],
    settings: settingsOf(env(), ctx.permissions.has("organization:manage")),
  };
}

async function databaseState(): Promise<{ ok: true; version: string } | { ok: false }> {
  try {
    const { rows } = await sqlPool().query<{ server_version: string }>("SHOW server_version");
    return { ok: true, version: rows[0]?.server_version ?? "unknown" };
  } catch {
    return { ok: false };
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
