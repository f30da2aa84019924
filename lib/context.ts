import { AppError } from "./errors";

export const ROLES = ["owner", "admin", "member"] as const;
export type Role = (typeof ROLES)[number];

export const API_SCOPES = ["events:write", "webhooks:read", "webhooks:write", "credits:write"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** What an actor may do. Scopes of an API key are permissions; people have them by their role. */
export type Permission = ApiScope | "secrets:reveal" | "organization:manage";

/** Who asks, and for which tenant: the first argument of every verb. */
export type Context = {
  organizationId: string;
  /** The workspaces that the actor may see. */
  workspaces: "all" | readonly string[];
  permissions: ReadonlySet<Permission>;
  actor: { type: "user" | "api_key" | "system"; id: string; label: string };
  ipAddress?: string | undefined;
};

const MEMBER_PERMISSIONS: readonly Permission[] = ["webhooks:read"];
const ADMIN_PERMISSIONS: readonly Permission[] = [...API_SCOPES, "secrets:reveal", "organization:manage"];

export const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(ADMIN_PERMISSIONS),
  admin: new Set(ADMIN_PERMISSIONS),
  member: new Set(MEMBER_PERMISSIONS),
};

/** Throws `forbidden`, naming what is missing, unless the actor has the permission. */
export function authorize(ctx: Context, permission: Permission): void {
  if (ctx.permissions.has(permission)) return;
  throw new AppError(
    "forbidden",
    ctx.actor.type === "api_key"
      ? `This API key lacks the scope ${permission}. Make a key with that scope in Settings → Developers.`
      : "Only owners and admins can do this. Ask one of them, or have your role changed in Settings → Members.",
  );
}

/** Whether the actor may see a workspace of its organization. */
export function seesWorkspace(ctx: Context, workspaceId: string): boolean {
  return ctx.workspaces === "all" || ctx.workspaces.includes(workspaceId);
}

/** The context of the product's own work, for jobs and receivers. */
export function systemContext(organizationId: string, label: string): Context {
  return {
    organizationId,
    workspaces: "all",
    permissions: new Set(ADMIN_PERMISSIONS),
    actor: { type: "system", id: "system", label },
  };
}
