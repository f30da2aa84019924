import { sqlPool } from "@/lib/db/client";
import type { Claimed } from "./claim";

const REASONS = {
  disabled: "Not sent: its destination was disabled. Enable it, then resend.",
  deleted: "Not sent: its destination was deleted.",
};

/** What becomes of claimed deliveries whose destination takes nothing: those of a paused one are held until it resumes, the others are cancelled. */
export async function settleInactive(claimed: readonly Claimed[]): Promise<void> {
  const held = claimed.filter((delivery) => delivery.state === "paused").map((delivery) => delivery.id);
  if (held.length > 0) {
    await sqlPool().query("UPDATE deliveries SET leased_until = NULL, due_at = NULL WHERE id = ANY($1::text[])", [
      held,
    ]);
  }
  for (const state of ["disabled", "deleted"] as const) {
    const ids = claimed.filter((delivery) => delivery.state === state).map((delivery) => delivery.id);
    if (ids.length > 0) await sqlPool().query(CANCEL, [ids, REASONS[state]]);
  }
}

const CANCEL = `
  UPDATE deliveries SET status = 'cancelled', summary = $2, leased_until = NULL, due_at = NULL, ended_at = now()
  WHERE id = ANY($1::text[]) AND status IN ('pending', 'retrying')`;
