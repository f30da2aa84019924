"use server";

import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import { OUTSIDE_MS } from "@/lib/db/deadline";
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
  return runAsViewer(
    async ({ ctx, workspace }) => {
      const { id, secret } = await connectMcpServer(ctx, workspace.id, input);
      return { id, secret, endpoint: mcpEndpoint(id) };
    },
    { limitMs: OUTSIDE_MS },
  );
}

export async function updateMcpServerAction(id: string, input: McpServerUpdate): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => updateMcpServer(ctx, String(id), input), { limitMs: OUTSIDE_MS });
}

export async function disconnectMcpServerAction(id: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => disconnectMcpServer(ctx, String(id)));
}

/** Asks the server who it is, and answers with what it said or why it did not. */
export async function pingMcpServerAction(id: string): Promise<ActionResult<McpPing>> {
  return runAsViewer(({ ctx }) => pingMcpServer(ctx, String(id)), { limitMs: OUTSIDE_MS });
}

/** Puts a new secret in place, the caller's own or a new one, and answers with it: the only time that it is shown. */
export async function rotateMcpSecretAction(
  id: string,
  rotation: McpRotation,
): Promise<ActionResult<{ secret: string }>> {
  return runAsViewer(({ ctx }) => rotateMcpSecret(ctx, String(id), rotation));
}

export async function endMcpOverlapAction(id: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => endMcpOverlap(ctx, String(id)));
}

/** Takes a server off the list of what needs attention. */
export async function dismissMcpTroubleAction(id: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => dismissMcpTrouble(ctx, String(id)));
}
