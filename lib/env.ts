import { z } from "zod";

const text = z.string().min(1).optional();

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().min(1),
  APP_SECRET: z.string().min(32, "must be at least 32 characters"),
  APP_URL: z.url().default("http://localhost:3000"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DELIVERY_ALLOW_CIDRS: z.string().default(""),
  // The CIDR ranges of the reverse proxies in front, comma-separated: X-Forwarded-For is believed from them alone.
  TRUSTED_PROXIES: z.string().default(""),
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_BASE_URL: text,
  INNGEST_DEV: text,
  ATELYA_INIT_EMAIL: text,
  ATELYA_INIT_PASSWORD: text,
  ATELYA_INIT_API_KEY: text,
  ATELYA_INIT_ORGANIZATION: text,
  // Each integration is on once its own are set. Two webhook secrets, comma-separated, while one rolls.
  STRIPE_SECRET_KEY: text,
  STRIPE_WEBHOOK_SECRET: text,
  WHATSAPP_APP_SECRET: text,
  WHATSAPP_VERIFY_TOKEN: text,
  NOTION_CLIENT_ID: text,
  NOTION_CLIENT_SECRET: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  // Where a provider is reached instead of its own address: for tests against a server of one's own.
  STRIPE_API_URL: z.url().optional(),
  NOTION_OAUTH_URL: z.url().optional(),
  GOOGLE_OAUTH_URL: z.url().optional(),
  SLACK_OAUTH_URL: z.url().optional(),
});

export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/** The process's settings, read once. Throws an Error that names every variable that is missing or wrong, never its value. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** The same for any record of variables; an empty text counts as unset. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Some settings are missing or wrong.\n  ${problems.join("\n  ")}`);
}

/** Local mode: the app is served at localhost alone, so loopback destinations are allowed and the pages say so. */
export function isLocalMode(settings: Pick<Env, "APP_URL"> = env()): boolean {
  const host = new URL(settings.APP_URL).hostname;
  return host === "localhost" || host === "127.0.0.1" || host === "[::1]";
}

type InngestVariables = Pick<Env, "INNGEST_EVENT_KEY" | "INNGEST_SIGNING_KEY" | "INNGEST_BASE_URL" | "INNGEST_DEV">;

/** Whether Inngest's own server runs the functions; otherwise the embedded engine does. */
export function usesInngestServer(settings: InngestVariables = env()): boolean {
  return Boolean(
    settings.INNGEST_EVENT_KEY || settings.INNGEST_SIGNING_KEY || settings.INNGEST_BASE_URL || settings.INNGEST_DEV,
  );
}
