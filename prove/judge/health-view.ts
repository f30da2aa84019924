import type { HealthAnswer, Times } from "./ledger";

/** What /api/health said during the hurt: how often what, and when it first did not say "ok" (ms since the hurt began). */
export type HealthView = { counts: Record<string, number>; firstTroubleMs: number | undefined };

/** Sums up the answers to questions that were open during the hurt. */
export function healthView(answers: readonly HealthAnswer[], { hurtAt, healedAt }: Times): HealthView {
  const during = answers.filter(({ askedAt, answeredAt }) => answeredAt >= hurtAt && askedAt < healedAt);
  const counts: Record<string, number> = {};
  for (const { said } of during) counts[said] = (counts[said] ?? 0) + 1;
  const trouble = during.find(({ said }) => said !== "ok");
  return { counts, firstTroubleMs: trouble && trouble.answeredAt - hurtAt };
}

/** "ok ×3, 503 ×12, the first after 1.4 s" */
export function healthInWords({ counts, firstTroubleMs }: HealthView): string {
  const said = Object.entries(counts).map(([answer, count]) => `${answer} ×${count}`);
  if (firstTroubleMs === undefined) return Object.keys(counts).length > 0 ? "ok throughout" : "not asked";
  return `${said.join(", ")}, first not ok after ${(firstTroubleMs / 1000).toFixed(1)} s`;
}
