"use server";

import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import type { Context } from "@/lib/context";
import { connectMcpServer } from "./connect";
import { disconnectMcpServer } from "./disconnect";
import { dismissMcpTrouble } from "./dismiss";
import { mcpEndpoint } from "./endpoint";
import { pingMcpServer } from "./ping";
import { endMcpOverlap, rotateMcpSecret } from "./rotate-secret";
import type { McpPing, McpRotation, McpServerCreate, McpServerUpdate } from "./schema";
import { updateMcpServer } from "./update";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role and parses the input.

export type ConnectedMcpServer = { id: string; secret: string; endpoint: string };

/** Connects a server to the viewer's workspace and answers with its secret: the only time that it is shown. */
export async function connectMcpServerAction(input: McpServerCreate): Promise<ActionResult<ConnectedMcpServer>> {
  const { workspace } = await requireViewer();
  return asViewer(async (ctx) => {
    const { id, secret } = await connectMcpServer(ctx, workspace.id, input);
    return { id, secret, endpoint: mcpEndpoint(id) };
  });
}

export async function updateMcpServerAction(id: string, input: McpServerUpdate): Promise<ActionResult<void>> {
  return asViewer((ctx) => updateMcpServer(ctx, String(id), input));
}

export async function disconnectMcpServerAction(id: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => disconnectMcpServer(ctx, String(id)));
}

/** Asks the server who it is, and answers with what it said or why it did not. */
export async function pingMcpServerAction(id: string): Promise<ActionResult<McpPing>> {
  return asViewer((ctx) => pingMcpServer(ctx, String(id)));
}

/** Puts a new secret in place, the caller's own or a new one, and answers with it: the only time that it is shown. */
export async function rotateMcpSecretAction(
  id: string,
  rotation: McpRotation,
): Promise<ActionResult<{ secret: string }>> {
  return asViewer((ctx) => rotateMcpSecret(ctx, String(id), rotation));
}

export async function endMcpOverlapAction(id: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => endMcpOverlap(ctx, String(id)));
}

/** Takes a server off the list of what needs attention. */
export async function dismissMcpTroubleAction(id: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => dismissMcpTrouble(ctx, String(id)));
}

async function asViewer<T>(verb: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const { ctx } = await requireViewer();
  return runAction(() => verb(ctx));
}
