import { hashPassword } from "better-auth/crypto";
import { GET as callback } from "@/app/api/oauth/[provider]/callback/route";
import { GET as start } from "@/app/api/oauth/[provider]/start/route";
import type { Role } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { auth } from "@/lib/people/auth";
import { createUser } from "@/lib/people/create-user";

const PASSWORD = "correct horse battery";
export const APP = "http://localhost:3000";

/** A signed-in person's browser: their cookies, and the two routes as it calls them. */
export type Browser = {
  userId: string;
  /** The session's cookie, then those of consents, as `name=value`. */
  cookies: string[];
  start(provider: string, options?: { query?: string; headers?: Record<string, string> }): Promise<Response>;
  callback(provider: string, query: string | URLSearchParams): Promise<Response>;
  /** From Connect to the page that says how it went: the path with its query. */
  connect(provider: string): Promise<URL>;
  /** The same, up to what the provider sends back. */
  consent(provider: string): Promise<URLSearchParams>;
};

let hashed: Promise<string> | undefined;

/** A new person with a role in an organization, signed in by the real endpoint. */
export async function openBrowser(
  { organizationId }: { organizationId: string },
  role: Role = "owner",
): Promise<Browser> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  const email = `${newId("user").toLowerCase()}@example.com`;
  const userId = await db.$transaction((tx) => createUser(tx, { name: "Maya Lin", email, passwordHash }));
  await db.member.create({ data: { id: newId("member"), organizationId, userId, role } });
  return browserOf(userId, [await signIn(email)]);
}

/** Another session of the same person. */
export async function secondSession(browser: Browser): Promise<Browser> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: browser.userId } });
  return browserOf(browser.userId, [await signIn(email)]);
}

async function signIn(email: string): Promise<string> {
  const response = await auth().handler(
    new Request(`${APP}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: APP },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

function browserOf(userId: string, cookies: string[]): Browser {
  const request = (path: string, headers: Record<string, string>) => {
    const made = new Request(`${APP}${path}`, { headers });
    made.headers.set("cookie", cookies.join("; "));
    return made;
  };
  const browser: Browser = {
    userId,
    cookies,
    async start(provider, { query = "", headers = { "sec-fetch-site": "same-origin" } } = {}) {
      const params = Promise.resolve({ provider });
      const response = await start(request(`/api/oauth/${provider}/start${query}`, headers), { params });
      cookies.push(...response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? ""));
      return response;
    },
    callback: (provider, query) =>
      callback(request(`/api/oauth/${provider}/callback?${query}`, { "sec-fetch-site": "cross-site" }), {
        params: Promise.resolve({ provider }),
      }),
    async consent(provider) {
      const page = (await browser.start(provider)).headers.get("location") ?? "";
      const back = (await fetch(page, { redirect: "manual" })).headers.get("location") ?? "";
      return new URL(back).searchParams;
    },
    async connect(provider) {
      const response = await browser.callback(provider, await browser.consent(provider));
      return new URL(response.headers.get("location") ?? "");
    },
  };
  return browser;
}
