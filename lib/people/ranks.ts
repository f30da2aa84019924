import { ROLES, type Role } from "@/lib/context";

/** The roles that a person of this role may give. What concerns an owner is for owners alone. */
export function grantableRoles(role: Role): readonly Role[] {
  if (role === "owner") return ROLES;
  return role === "admin" ? ROLES.filter((each) => each !== "owner") : [];
}
