import { authorize, type Context } from "@/lib/context";
import { findBridge } from "./scope";
import { type BridgeDetail, bridgeDetail } from "./view";

/** One bridge with its configuration and without its secrets. */
export async function getBridge(ctx: Context, input: { bridgeId: string }): Promise<BridgeDetail> {
  authorize(ctx, "webhooks:read");
  return bridgeDetail(await findBridge(ctx, input.bridgeId));
}
