import type { Page } from "@playwright/test";
import { hashPassword } from "better-auth/crypto";
import { API_SCOPES, type Role } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createApiKey } from "@/lib/keys/api-keys";
import { createUser } from "@/lib/people/create-user";
import { createSigningTenant } from "@/lib/testing/bridge";
import type { Tenant } from "@/lib/testing/tenant";

export type Person = { email: string; password: string };

/** An organization with a workspace, its signing secret, an owner who can sign in, and an API key of all scopes. */
export type TestTenant = Tenant & { owner: Person; apiKey: string; secret: string };

const PASSWORD = "correct horse battery";

// Hashing is slow on purpose; all test people share one password.
let hashed: Promise<string> | undefined;

export async function newTenant(): Promise<TestTenant> {
  const tenant = await createSigningTenant();
  const owner = await addPerson(tenant, "owner");
  const { key } = await createApiKey(tenant.ctx, { name: "Test", scopes: [...API_SCOPES] });
  return { ...tenant, owner, apiKey: key };
}

/** Somebody of the organization who can sign in. */
export async function addPerson({ organizationId }: Tenant, role: Role): Promise<Person> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  const email = `${role}-${newId("user").slice(-12).toLowerCase()}@example.com`;
  const userId = await db.$transaction((tx) => createUser(tx, { name: `The ${role}`, email, passwordHash }));
  await db.member.create({ data: { id: newId("member"), organizationId, userId, role } });
  return { email, password: PASSWORD };
}

/** Signs a page's browser in, by the endpoint and not by the form, which a spec of its own tests. */
export async function signIn(page: Page, { email, password }: Person, appUrl = process.env.APP_URL): Promise<void> {
  const answer = await page.request.post("/api/auth/sign-in/email", {
    data: { email, password },
    headers: { origin: appUrl ?? "" },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()} ${await answer.text()}`);
}
