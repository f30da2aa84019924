import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { purgeOld } from "@/lib/deliveries/purge";
import { purgeInbound } from "@/lib/inbound/purge";
import { purgeRequests } from "@/lib/keys/purge-requests";
import { purgeOauthStates } from "@/lib/oauth/purge";

/** Forgets activity that is older than 30 days, and consents that never came back. Every night. */
export const purge = inngest.createFunction(
  { id: "purge", name: "Forget old activity", triggers: [cron("17 3 * * *")], retries: 2 },
  async () => ({
    ...(await purgeOld()),
    ...(await purgeInbound()),
    ...(await purgeOauthStates()),
    ...(await purgeRequests()),
  }),
);
