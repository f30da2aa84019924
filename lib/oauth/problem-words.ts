import { PROVIDER_LABELS } from "@/lib/connections/schema";
import { COMMON_ERRORS } from "./common-errors";
import type { OauthProvider } from "./provider";
import type { Problem, ProblemCode } from "./schema";

const AGAIN = "Connect once more.";

const WORDS: Record<ProblemCode, (label: string) => string> = {
  refused: (label) => `${label} refused, and did not say why. ${AGAIN}`,
  unreachable: (label) => `${label} could not be reached. Try again in a few minutes.`,
  unavailable: (label) => `${label} is having trouble. Try again in a few minutes.`,
  wrong_answer: (label) => `${label} answered in a way that we do not understand. Nothing was stored. ${AGAIN}`,
  id_token: (label) => `What ${label} said of the account was not meant for this sign-in. Nothing was stored. ${AGAIN}`,
  webhook_host: (label) => `${label}'s answer names a webhook that is not one of ${label}'s. Nothing was stored.`,
  malformed: (label) => `What came back from ${label} was not complete. ${AGAIN}`,
  state: (label) => `This consent at ${label} was not asked for here, or was used already. ${AGAIN}`,
  expired: (label) => `The consent at ${label} took longer than ten minutes. ${AGAIN}`,
  other_browser: (label) => `The consent at ${label} was begun in another browser, or cookies are off. ${AGAIN}`,
  signed_out: (label) => `You were signed out while you were at ${label}. ${AGAIN}`,
  forbidden: () => "Only owners and admins can connect accounts. Ask one of them.",
  too_many: () => "That was too often in a short time. Try again in a few minutes.",
};

/** A failure in one sentence or two, with the remedy. A provider's code that nobody here knows is shown as it is. */
export function problemSentence(provider: OauthProvider, { code, providerCode }: Problem): string {
  const label = PROVIDER_LABELS[provider.id];
  if (code !== "refused" || providerCode === undefined) return WORDS[code](label);
  const known = provider.errors[providerCode] ?? COMMON_ERRORS[providerCode]?.(label);
  return known ?? `${label} refused with the code ${providerCode}. ${AGAIN}`;
}
