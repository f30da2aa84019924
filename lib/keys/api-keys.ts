import type { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { parseInput } from "@/lib/validation/parse";
import type { ApiKey, Prisma } from "@/prisma/generated/client";
import { apiKeyLabel, hashApiKey, newApiKey } from "./api-key-format";
import { type ImportApiKeyInput, importApiKeyInput } from "./api-key-import-schema";
import { type CreateApiKeyInput, createApiKeyInput } from "./api-key-schema";

/** A key as lists show it. The key itself is shown once, by `createApiKey`. */
export type ApiKeySummary = {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
  scopes: string[];
  /** Empty: every workspace. */
  workspaceIds: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  state: "active" | "expired";
};

/** Makes a key and returns it, this once. Throws `invalid` by field. */
export async function createApiKey(ctx: Context, input: CreateApiKeyInput): Promise<{ id: string; key: string }> {
  authorize(ctx, "organization:manage");
  const parsed = parseInput(createApiKeyInput, input);
  await requireWorkspaces(ctx, parsed.workspaceIds);
  const key = newApiKey();
  const id = await db.$transaction((tx) => storeKey(ctx, key, parsed, tx));
  return { id, key };
}

/** Takes a key that the operator gives, as it stands. Nothing happens when the organization has it already. */
export async function importApiKey(ctx: Context, input: ImportApiKeyInput): Promise<{ id: string }> {
  authorize(ctx, "organization:manage");
  const { key, ...parsed } = parseInput(importApiKeyInput, input);
  await requireWorkspaces(ctx, parsed.workspaceIds);
  return db.$transaction(async (tx) => {
    // Several processes of one start import the same key.
    await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${ctx.organizationId} FOR UPDATE`;
    const known = await tx.apiKey.findUnique({ where: { hash: hashApiKey(key) } });
    if (known && known.organizationId !== ctx.organizationId) {
      throw new AppError("conflict", "This key cannot be used. Choose another one.");
    }
    return { id: known?.id ?? (await storeKey(ctx, key, parsed, tx)) };
  });
}

/** The organization's keys that are not revoked, newest first. */
export async function listApiKeys(ctx: Context): Promise<ApiKeySummary[]> {
  authorize(ctx, "organization:manage");
  const rows = await db.apiKey.findMany({
    where: { organizationId: ctx.organizationId, revokedAt: null },
    orderBy: { id: "desc" },
  });
  return rows.map(summarize);
}

/** Ends a key at once. Throws `not_found` for one that is revoked already or another organization's. */
export async function revokeApiKey(ctx: Context, input: { id: string }): Promise<void> {
  authorize(ctx, "organization:manage");
  await db.$transaction(async (tx) => {
    const [row] = await tx.apiKey.updateManyAndReturn({
      where: { id: input.id, organizationId: ctx.organizationId, revokedAt: null },
      data: { revokedAt: new Date(clockNow()) },
    });
    if (!row) throw notFound("API key");
    await audit(ctx, { action: "api_key.revoked", targetId: row.id, targetLabel: `${row.name} (${row.prefix}…)` }, tx);
  });
}

async function storeKey(
  ctx: Context,
  key: string,
  input: z.output<typeof createApiKeyInput>,
  tx: Prisma.TransactionClient,
): Promise<string> {
  const { name, workspaceIds, expiresAt } = input;
  const scopes = [...new Set(input.scopes)];
  const id = newId("apiKey");
  const prefix = apiKeyLabel(key);
  await tx.apiKey.create({
    data: {
      id,
      organizationId: ctx.organizationId,
      name,
      prefix,
      hash: hashApiKey(key),
      scopes,
      workspaceIds: [...new Set(workspaceIds)],
      createdById: ctx.actor.type === "user" ? ctx.actor.id : null,
      expiresAt: expiresAt ?? null,
    },
  });
  const changes = { scopes, workspaceIds, expiresAt: expiresAt?.toISOString() ?? null };
  await audit(ctx, { action: "api_key.created", targetId: id, targetLabel: `${name} (${prefix}…)`, changes }, tx);
  return id;
}

async function requireWorkspaces(ctx: Context, workspaceIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(workspaceIds)];
  if (wanted.length === 0) return;
  const found = await db.workspace.count({ where: { organizationId: ctx.organizationId, id: { in: wanted } } });
  if (found === wanted.length) return;
  const message = "Choose among the workspaces of your organization.";
  throw new AppError("invalid", message, { errors: [{ path: "workspaceIds", message }] });
}

function summarize(row: ApiKey): ApiKeySummary {
  const { id, name, prefix, scopes, workspaceIds, createdAt, lastUsedAt, expiresAt } = row;
  const expired = expiresAt !== null && expiresAt.getTime() <= clockNow();
  return {
    id,
    name,
    prefix,
    scopes,
    workspaceIds,
    createdAt,
    lastUsedAt,
    expiresAt,
    state: expired ? "expired" : "active",
  };
}
