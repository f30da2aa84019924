import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { refreshDueTokens } from "@/lib/oauth/refresh-due";

/** Renews the tokens of connected accounts shortly before they run out. Every minute. */
export const refreshTokens = inngest.createFunction(
  { id: "refresh-tokens", name: "Renew tokens that run out", triggers: [cron("* * * * *")], retries: 0 },
  () => refreshDueTokens(),
);
