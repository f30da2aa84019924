import { z } from "zod";
import { PROVIDER_LABELS } from "@/lib/connections/schema";
import { problemSentence } from "./problem-words";
import { providers } from "./providers";
import { CONNECTIONS_PATH, OAUTH_PROVIDERS, type OauthProviderId, type Outcome, PROBLEMS } from "./schema";

/** How an attempt to connect ended, as an address may say it: codes alone, for whoever writes the address chooses the words. */
const noticeQuery = z.object({
  provider: z.enum(OAUTH_PROVIDERS),
  outcome: z.enum(["connected", "cancelled", "failed"]),
  connection: z.string().max(64).optional(),
  problem: z.enum(PROBLEMS).optional(),
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,59}$/)
    .optional(),
});

/** What the page says of it. `connectionId` is the connection that was made: whether it is there is the page's to see. */
export type Notice =
  | { kind: "connected"; provider: OauthProviderId; connectionId: string }
  | { kind: "cancelled"; text: string }
  | { kind: "failed"; text: string };

/** Where the person goes on, and what the address says: a path of this app. */
export function noticePath(provider: OauthProviderId, outcome: Outcome): string {
  const isConnected = outcome.kind === "connected";
  const url = new URL(isConnected ? outcome.returnTo : CONNECTIONS_PATH, "http://app.invalid");
  const query = {
    provider,
    outcome: outcome.kind,
    ...(isConnected ? { connection: outcome.connectionId } : {}),
    ...(outcome.kind === "failed" ? { problem: outcome.problem.code } : {}),
    ...(outcome.kind === "failed" && outcome.problem.providerCode ? { code: outcome.problem.providerCode } : {}),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.pathname + url.search + url.hash;
}

/** The notice of a page's search parameters; undefined where they hold none, or were written by hand and wrong. */
export function readNotice(query: unknown): Notice | undefined {
  const parsed = noticeQuery.safeParse(query);
  if (!parsed.success) return undefined;
  const { provider, outcome, connection, problem = "malformed", code } = parsed.data;
  if (outcome === "connected") return connection ? { kind: outcome, provider, connectionId: connection } : undefined;
  if (outcome === "cancelled") {
    return { kind: outcome, text: `Nothing was connected: you cancelled at ${PROVIDER_LABELS[provider]}.` };
  }
  const providerCode = code === undefined ? {} : { providerCode: code };
  return { kind: outcome, text: problemSentence(providers[provider], { code: problem, ...providerCode }) };
}
