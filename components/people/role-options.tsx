import type { Role } from "@/lib/context";

export const ROLE_LABELS: Readonly<Record<Role, string>> = { owner: "Owner", admin: "Admin", member: "Member" };

/** The options of a select of roles. */
export function RoleOptions({ roles }: { roles: readonly Role[] }) {
  return roles.map((role) => (
    <option key={role} value={role}>
      {ROLE_LABELS[role]}
    </option>
  ));
}
