"use server";

import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
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
  return runAsViewer(({ ctx, workspace }) => createBridge(ctx, { ...draft, workspaceId: workspace.id }));
}

export async function updateBridgeAction(
  draft: BridgeDraft & { bridgeId: string; version: number },
): Promise<ActionResult<{ id: string; version: number }>> {
  return runAsViewer(({ ctx }) => updateBridge(ctx, draft));
}

/** What is stored now, for a form whose save met a newer version. */
export async function getBridgeAction(bridgeId: string): Promise<ActionResult<BridgeDetail>> {
  return runAsViewer(({ ctx }) => getBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function pauseBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => pauseBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function resumeBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => resumeBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function enableBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => enableBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function removeBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => removeBridge(ctx, { bridgeId: String(bridgeId) }));
}

export async function restoreBridgeAction(bridgeId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => restoreBridge(ctx, { bridgeId: String(bridgeId) }));
}
