import { AsyncLocalStorage } from "node:async_hooks";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { organization } from "better-auth/plugins/organization";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { type IdKind, newId } from "@/lib/ids";
import { deriveSecret } from "@/lib/secrets/derive";
import { logEachSecond } from "@/lib/throttled-log";
import { SECOND_MS, spanInWords } from "@/lib/time";
import { countAttempt, forgetAttempts } from "./attempts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./people-schema";

const SESSION_SECONDS = 14 * 24 * 60 * 60;
const SESSION_RENEWED_SECONDS = 24 * 60 * 60;

// By account, because an address can be changed at will; by address as well, at the HTTP door.
const SIGN_IN_RULE = { max: 10, windowSeconds: 15 * 60 };
const ADDRESS_RULE = { max: 60, window: 60 };

const ID_KINDS: Record<string, IdKind> = {
  user: "user",
  session: "session",
  account: "account",
  verification: "verification",
  organization: "organization",
  member: "member",
  invitation: "invitation",
};

function create() {
  const { APP_URL, TRUSTED_PROXIES } = env();
  const trustedProxies = TRUSTED_PROXIES.split(",")
    .map((range) => range.trim())
    .filter(Boolean);
  return betterAuth({
    appName: "AtelyaOS Webhooks",
    baseURL: APP_URL,
    basePath: "/api/auth",
    secret: deriveSecret("sessions"),
    trustedOrigins: [new URL(APP_URL).origin],
    telemetry: { enabled: false },
    logger: { level: "error", log: (_, message) => logEachSecond("auth", { source: "auth" }, message) },
    // Its routes answer with their errors as values; without this each refused sign-in is printed besides.
    onAPIError: {
      onError: (error) => {
        const request = answering.getStore();
        if (request) request.error = error;
      },
    },
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      // People come by the first visit or by an invitation; both make the account themselves.
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: SESSION_RENEWED_SECONDS,
      additionalFields: { activeWorkspaceId: { type: "string", required: false, input: false } },
    },
    rateLimit: {
      enabled: true,
      customRules: { "/sign-in/email": ADDRESS_RULE },
      customStorage: {
        consume: async (key, rule) => {
          const waitSeconds = await countAttempt(`address:${key}`, { max: rule.max, windowSeconds: rule.window });
          return { allowed: waitSeconds === 0, retryAfter: waitSeconds || null };
        },
      },
    },
    advanced: {
      cookiePrefix: "atelya",
      // Said outright, because the library leaves it out in tests.
      disableOriginCheck: false,
      useSecureCookies: APP_URL.startsWith("https:"),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      database: { generateId: ({ model }) => newId(ID_KINDS[model] ?? "record") },
      // Whoever sends the request writes X-Forwarded-For, unless a proxy of ours does.
      ipAddress: trustedProxies.length > 0 ? { trustedProxies } : { ipAddressHeaders: [] },
    },
    hooks: {
      before: createAuthMiddleware(async (request) => {
        if (request.path !== "/sign-in/email") return;
        const waitSeconds = await countAttempt(accountKey(request.body), SIGN_IN_RULE);
        if (waitSeconds === 0) return;
        throw new APIError(
          "TOO_MANY_REQUESTS",
          { message: `Too many attempts for this account. Try again in ${spanInWords(waitSeconds * SECOND_MS)}.` },
          { "Retry-After": String(waitSeconds) },
        );
      }),
      after: createAuthMiddleware(async (request) => {
        if (request.path === "/sign-in/email" && request.context.newSession) {
          await forgetAttempts(accountKey(request.body));
        }
      }),
    },
    plugins: [organization({ allowUserToCreateOrganization: false }), nextCookies()],
  });
}

function accountKey(body: { email?: unknown } | undefined): string {
  return `account:${String(body?.email ?? "")
    .trim()
    .toLowerCase()}`;
}

export type Auth = ReturnType<typeof create>;

// What a request to the library's routes has failed of.
const answering = new AsyncLocalStorage<{ error?: unknown }>();

/** Answers a request to one of the library's own routes. Throws what it failed of where that is nothing that the caller did. */
export async function answerAuth(request: Request): Promise<Response> {
  const seen: { error?: unknown } = {};
  const response = await answering.run(seen, () => auth().handler(request));
  if (response.status >= 500 && seen.error !== undefined) throw seen.error;
  return response;
}

let cached: Auth | undefined;

/** The sign-in library, set up on first use: a build has no secret. */
export function auth(): Auth {
  cached ??= create();
  return cached;
}
