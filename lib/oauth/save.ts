import type { TokenEndpointResponse } from "oauth4webapi";
import { audit } from "@/lib/audit/audit";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import type { Connection } from "@/prisma/generated/client";
import type { Account, OauthProvider } from "./provider";
import { grantedScopes, tokenColumns } from "./token-columns";

type SaveInput = { provider: OauthProvider; workspaceId: string; account: Account; answer: TokenEndpointResponse };

/** Makes the connection of an account, or gives the one that is there its new tokens, with the audit entry. */
export async function saveConnection(
  ctx: Context,
  { provider, workspaceId, account, answer }: SaveInput,
): Promise<Connection> {
  const { organizationId } = ctx;
  const identity = { organizationId, workspaceId, provider: provider.id, accountId: account.id };
  return db.$transaction(async (tx) => {
    // Two consents to one account that end at once: the second renews what the first made.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(identity)}, 0))`;
    const known = await tx.connection.findFirst({ where: { ...identity, disconnectedAt: null } });
    const id = known?.id ?? newId("connection");
    const kept = account.webhookUrl === undefined ? {} : { webhookUrl: account.webhookUrl };
    const { version, ...tokens } = tokenColumns(id, answer, kept);
    const scopes = grantedScopes(answer) ?? provider.scopes.map(({ name }) => name);
    const columns = { name: account.name, config: account.config, scopes, ...tokens };
    await audit(
      ctx,
      {
        action: known ? "connection.renewed" : "connection.created",
        targetId: id,
        targetLabel: account.name,
        changes: { provider: provider.id, scopes },
      },
      tx,
    );
    if (known) return tx.connection.update({ where: { id }, data: { ...columns, version } });
    return tx.connection.create({ data: { id, ...identity, ...columns, createdById: ctx.actor.id } });
  });
}
