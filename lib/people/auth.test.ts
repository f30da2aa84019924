import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { forgetAttempts } from "./attempts";
import { auth } from "./auth";
import { setUp } from "./setup";

const email = "owner@example.com";
const password = "correct-horse-battery";

beforeAll(async () => {
  await setUp({ organizationName: "Northwind", name: "Ada", email, password });
});

function signIn(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return auth().handler(
    new Request("http://localhost:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://localhost:3000", ...headers },
      body: JSON.stringify(body),
    }),
  );
}

describe("sign-in", () => {
  it("answers with a cookie that scripts cannot read and other sites do not send", async () => {
    const response = await signIn({ email, password });
    expect(response.status).toBe(200);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^atelya\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const session = await auth().api.getSession({ headers: new Headers({ cookie: cookie.split(";")[0] ?? "" }) });
    expect(session?.user.email).toBe(email);
    expect(session?.session.id).toMatch(/^ses_/);
  });

  it("refuses an unknown account and a wrong password alike", async () => {
    const unknown = await signIn({ email: "nobody@example.com", password });
    const wrong = await signIn({ email, password: "wrong-horse-battery" });
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(await unknown.json()).toEqual(await wrong.json());
  });

  it("limits attempts by account, whatever address the sender writes", async () => {
    await forgetAttempts(`account:${email}`);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const spoofed = { "x-forwarded-for": `203.0.113.${i}` };
      statuses.push((await signIn({ email, password: "wrong-horse-battery" }, spoofed)).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    const right = await signIn({ email: email.toUpperCase(), password });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
    await forgetAttempts(`account:${email}`);
  });

  it("forgets failures once the password was right", async () => {
    for (let i = 0; i < 9; i++) await signIn({ email, password: "wrong-horse-battery" });
    expect((await signIn({ email, password })).status).toBe(200);
    expect((await signIn({ email, password: "wrong-horse-battery" })).status).toBe(401);
  });

  it("refuses requests of another site", async () => {
    const response = await signIn({ email, password }, { origin: "https://evil.example", cookie: "atelya.x=1" });
    expect(response.status).toBe(403);
  });
});

it("has no open registration", async () => {
  const body = { name: "Eve", email: "eve@example.com", password };
  await expect(auth().api.signUpEmail({ body })).rejects.toThrow();
  expect(await db.user.count()).toBe(1);
});
