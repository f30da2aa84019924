import { open, seal } from "@/lib/secrets/seal";
import type { Connection } from "@/prisma/generated/client";

/** A connection's secrets, sealed for its row and no other. */
export function sealSecrets(connectionId: string, secrets: Record<string, unknown>): string {
  return seal(JSON.stringify(secrets), placeOf(connectionId));
}

/** What `sealSecrets` was given, without the fields that are undefined; an empty object where there are none. */
export function openSecrets({ id, secretsSealed }: Pick<Connection, "id" | "secretsSealed">): Record<string, unknown> {
  return secretsSealed === null ? {} : (JSON.parse(open(secretsSealed, placeOf(id))) as Record<string, unknown>);
}

function placeOf(connectionId: string): string {
  return `connections.secrets:${connectionId}`;
}
