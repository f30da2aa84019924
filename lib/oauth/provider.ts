import type { ClientAuth, IDToken, TokenEndpointResponse } from "oauth4webapi";
import type { OauthProviderId } from "./schema";

/** Whose account it is, by what the token answer says. */
export type Account = {
  /** The account's id at the provider: the same account is the same connection. */
  id: string;
  name: string;
  /** What else may be shown. */
  config: Record<string, string>;
  /** An address that whoever has it can post to: as secret as a token. */
  webhookUrl?: string;
};

/** `webhook_host`: the answer names a webhook outside of the provider. `wrong_answer`: it does not say whose account it is. */
export type AccountResult = Account | "wrong_answer" | { problem: "webhook_host"; id: string };

/** A provider as data: everything in which it differs from the others. */
export type OauthProvider = {
  id: OauthProviderId;
  /** What a connection is for, in one line. */
  purpose: string;
  issuer: string;
  endpoints: { authorize: string; token: string; revoke: string };
  /** What is asked for, with what it lets us do in words. */
  scopes: readonly { name: string; words: string }[];
  scopeSeparator: " " | ",";
  /** Parameters of the authorize URL beyond those of RFC 6749. */
  authorizeParams: Readonly<Record<string, string>>;
  /** RFC 7636, by S256. */
  pkce: boolean;
  /** Answers with an OpenID Connect id_token, bound by a nonce. */
  idToken: boolean;
  /** How the body of a request to its token and revoke endpoints is written. */
  body: "form" | "json";
  clientAuth(clientSecret: string): ClientAuth;
  revokeAuth(clientSecret: string): ClientAuth;
  account(answer: TokenEndpointResponse, claims: IDToken | undefined): AccountResult;
  /** What its error codes mean to the person who connects, with the remedy. */
  errors: Readonly<Record<string, string>>;
  /** Error codes of a refresh after which only a new consent helps. */
  deadGrants: readonly string[];
  /** Error codes of a revocation that say that the token was gone already. */
  goneTokens: readonly string[];
  /** Where a person takes the access away, should the revocation fail. */
  removeAt: string;
};
