import { clockNow } from "@/lib/clock";
import { connectionScope } from "@/lib/connections/find";
import { PROVIDER_LABELS } from "@/lib/connections/schema";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Connection } from "@/prisma/generated/client";
import { providers } from "./providers";
import { isOauthProvider, OAUTH_PROVIDERS, type OauthProviderId } from "./schema";
import { oauthSetup, redirectUri, setupVariables } from "./setup";

/** A connected account as pages may show it. Times are ISO 8601; nothing here is secret. */
export type AccountView = {
  id: string;
  provider: OauthProviderId;
  providerLabel: string;
  name: string;
  /** What it lets us do, in words. */
  scopes: readonly string[];
  /** What was asked for and not granted, in words. */
  missing: readonly string[];
  /** The channel that a Slack account's webhook posts to. */
  channel: string | null;
  connectedBy: string | null;
  connectedAt: string;
  lastUsedAt: string | null;
  /** `late`: the token ran out, and its renewal is being tried again. */
  state: "live" | "late" | "reconnect";
  reconnectReason: string | null;
};

/** A provider's card. */
export type ProviderView = {
  id: OauthProviderId;
  label: string;
  purpose: string;
  isSetUp: boolean;
  /** What turns it on. */
  variables: readonly string[];
  /** What has to be registered there; null for members. */
  redirectUri: string | null;
  accounts: readonly AccountView[];
};

const COLUMNS = {
  id: true,
  provider: true,
  name: true,
  scopes: true,
  config: true,
  expiresAt: true,
  reconnectAt: true,
  reconnectReason: true,
  lastUsedAt: true,
  createdById: true,
  createdAt: true,
} as const;
type Row = Pick<Connection, keyof typeof COLUMNS>;

/** Every provider with the accounts of a workspace that are connected there, the oldest first. */
export async function listProviders(ctx: Context, { workspaceId }: { workspaceId: string }): Promise<ProviderView[]> {
  authorize(ctx, "webhooks:read");
  const rows = await db.connection.findMany({
    where: { ...connectionScope(ctx), AND: { workspaceId }, provider: { in: [...OAUTH_PROVIDERS] } },
    orderBy: { id: "asc" },
    select: COLUMNS,
  });
  const people = await db.user.findMany({
    where: { id: { in: rows.flatMap((row) => row.createdById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const views = rows.flatMap((row) => accountView(row, names) ?? []);
  return OAUTH_PROVIDERS.map((id) => ({
    id,
    label: PROVIDER_LABELS[id],
    purpose: providers[id].purpose,
    isSetUp: oauthSetup(id) !== undefined,
    variables: setupVariables(id),
    redirectUri: ctx.permissions.has("organization:manage") ? redirectUri(id) : null,
    accounts: views.filter((view) => view.provider === id),
  }));
}

function accountView(row: Row, names: ReadonlyMap<string, string>): AccountView | undefined {
  if (!isOauthProvider(row.provider)) return undefined;
  const asked = providers[row.provider].scopes;
  const words = new Map<string, string>(asked.map((scope) => [scope.name, scope.words]));
  const { channel } = row.config as { channel?: string };
  return {
    id: row.id,
    provider: row.provider,
    providerLabel: PROVIDER_LABELS[row.provider],
    name: row.name,
    scopes: row.scopes.map((scope) => words.get(scope) ?? scope),
    missing: asked.filter(({ name }) => !row.scopes.includes(name)).map((scope) => scope.words),
    channel: channel ?? null,
    connectedBy: names.get(row.createdById ?? "") ?? null,
    connectedAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    state: row.reconnectAt ? "reconnect" : row.expiresAt && row.expiresAt <= new Date(clockNow()) ? "late" : "live",
    reconnectReason: row.reconnectReason,
  };
}
