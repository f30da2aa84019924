"use server";

import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import type { Context } from "@/lib/context";
import { createBridge } from "./create";
import { getBridge } from "./get";
import { enableBridge, pauseBridge, resumeBridge } from "./pause";
import { removeBridge, restoreBridge } from "./remove";
import type { BridgeDraft } from "./schema";
import { updateBridge } from "./update";
import type { BridgeDetail } from "./view";

// Every action is a public POST endpoint: the viewer and the role are asked for in each, the input is parsed by the verb.

export async function createBridgeAction(
  draft: BridgeDraft & { connectionId?: string },
): Promise<ActionResult<{ id: string }>> {
  const { ctx, workspace } = await requireViewer();
  return runAction(() => createBridge(ctx, { ...draft, workspaceId: workspace.id }));
}

export async function updateBridgeAction(
  draft: BridgeDraft & { bridgeId: string; version: number },
): Promise<ActionResult<{ id: string; version: number }>> {
  return asViewer((ctx) => updateBridge(ctx, draft));
}

/** What is stored now, for a form whose save met a newer version. */
export async function getBridgeAction(bridgeId: string): Promise<ActionResult<BridgeDetail>> {
  return asViewer((ctx) => getBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function pauseBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => pauseBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function resumeBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => resumeBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function enableBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => enableBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function removeBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => removeBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function restoreBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => restoreBridge(ctx, { bridgeId: String(bridgeId) }));
}

async function asViewer<T>(verb: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const { ctx } = await requireViewer();
  return runAction(() => verb(ctx));
}
