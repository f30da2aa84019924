import { google } from "./google";
import { notion } from "./notion";
import type { OauthProvider } from "./provider";
import type { OauthProviderId } from "./schema";
import { slack } from "./slack";

/** Every provider, one row each. */
export const providers = { slack, google, notion } satisfies Record<OauthProviderId, OauthProvider>;
