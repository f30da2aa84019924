import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { findInbound, shown } from "./log/get";

/** An inbound event's payload with the personal data in it, for admins; every time is recorded. Throws forbidden or not_found. */
export async function revealInbound(ctx: Context, id: string): Promise<string> {
  authorize(ctx, "organization:manage");
  const { payload, type } = await findInbound(ctx, id);
  await audit(ctx, { action: "inbound.revealed", targetId: id, targetLabel: type });
  return shown(JSON.stringify(JSON.parse(payload), null, 2));
}
