/** The providers that an account is connected at by OAuth, in the order of their cards. */
export const OAUTH_PROVIDERS = ["slack", "google", "notion"] as const;
export type OauthProviderId = (typeof OAUTH_PROVIDERS)[number];

export function isOauthProvider(id: string): id is OauthProviderId {
  return (OAUTH_PROVIDERS as readonly string[]).includes(id);
}

export const CONNECTIONS_PATH = "/settings/integrations/connections";

/**
 * What can go wrong on the way to a connection, beside what a provider says itself ("refused", with its code).
 * `malformed`, `state`, `expired`, `other_browser`: the answer that came back is not one that was asked for here.
 */
export const PROBLEMS = [
  "refused",
  "unreachable",
  "unavailable",
  "wrong_answer",
  "id_token",
  "webhook_host",
  "malformed",
  "state",
  "expired",
  "other_browser",
  "signed_out",
  "forbidden",
  "too_many",
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

/** A failure as a value. `providerCode` is the provider's own word for it, such as invalid_grant. */
export type Problem = { code: ProblemCode; providerCode?: string };

/** How an attempt to connect ended. */
export type Outcome =
  | { kind: "connected"; connectionId: string; returnTo: string }
  | { kind: "cancelled" }
  | { kind: "failed"; problem: Problem };
