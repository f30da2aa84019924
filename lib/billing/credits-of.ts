const WHOLE = /^[1-9]\d{0,7}$/;

/** Whole credits, and why there are none where nothing or nonsense is set. */
export type CreditsOf = { credits: number; reason?: string };

/**
 * How many credits an object's metadata gives: `credits`, times `quantity` when `credits_per` is "unit". `where` names
 * the object in the reason. More than 99,999,999 is nonsense.
 */
export function creditsOf(metadata: Record<string, string>, where: string, quantity = 1): CreditsOf {
  const text = metadata.credits?.trim();
  const remedy = `Set metadata.credits of the ${where} to a whole number, such as 2000.`;
  if (!text) return { credits: 0, reason: `No credits came with it. ${remedy}` };
  if (!WHOLE.test(text)) return { credits: 0, reason: `metadata.credits is no whole number above zero. ${remedy}` };
  const credits = Number(text) * (metadata.credits_per === "unit" ? Math.max(1, quantity) : 1);
  if (credits < 100_000_000) return { credits };
  return { credits: 0, reason: `metadata.credits comes to ${credits}, which is too many. ${remedy}` };
}
