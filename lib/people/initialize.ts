import { API_SCOPES, systemContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { type Env, env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { importApiKey } from "@/lib/keys/api-keys";
import { isSetUp, setUp } from "./setup";

const DEFAULT_ORGANIZATION_NAME = "My organization";
const LABEL = "ATELYA_INIT";

type InitSettings = Pick<
  Env,
  "ATELYA_INIT_EMAIL" | "ATELYA_INIT_PASSWORD" | "ATELYA_INIT_API_KEY" | "ATELYA_INIT_ORGANIZATION"
>;

/**
 * The first set-up without a browser, from ATELYA_INIT_*. Safe to call at every start and by several processes: an
 * owner that exists is left as it is, and the key is added when it is not there. Throws an Error that names what is
 * missing when the variables are set by halves.
 */
export async function initializeFromEnv(settings: InitSettings = env()): Promise<void> {
  const email = settings.ATELYA_INIT_EMAIL?.trim().toLowerCase();
  const password = settings.ATELYA_INIT_PASSWORD;
  if (!email || !password) return requireNone(settings);

  if (!(await isSetUp())) await createOwner(email, password, settings.ATELYA_INIT_ORGANIZATION);
  if (settings.ATELYA_INIT_API_KEY) await addKey(email, settings.ATELYA_INIT_API_KEY);
}

function requireNone(settings: InitSettings): void {
  const set = Object.entries(settings).filter(([name, value]) => name.startsWith("ATELYA_INIT_") && value);
  if (set.length === 0) return;
  const missing = (["ATELYA_INIT_EMAIL", "ATELYA_INIT_PASSWORD"] as const).filter((name) => !settings[name]);
  throw new Error(`${missing.join(" and ")} must be set too, since ${set.map(([name]) => name).join(", ")} is.`);
}

async function createOwner(email: string, password: string, organizationName = DEFAULT_ORGANIZATION_NAME) {
  const name = email.split("@")[0] || email;
  try {
    await setUp({ organizationName, name, email, password });
  } catch (error) {
    // Another process of the same start was first.
    if (error instanceof AppError && error.code === "conflict") return;
    if (error instanceof AppError && error.code === "invalid") {
      throw new Error(`ATELYA_INIT_* cannot create the owner: ${error.errors.map((each) => each.message).join(" ")}`);
    }
    throw error;
  }
}

async function addKey(email: string, key: string): Promise<void> {
  const owner = await db.member.findFirst({
    where: { role: "owner", user: { email } },
    orderBy: { id: "asc" },
    select: { organizationId: true },
  });
  if (!owner) return;
  await importApiKey(systemContext(owner.organizationId, LABEL), { key, name: "Initial key", scopes: [...API_SCOPES] });
}
