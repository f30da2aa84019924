import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    databaseTemplateUrl: string;
  }
}

const templateUrl = inject("databaseTemplateUrl");
const name = `test_${randomBytes(8).toString("hex")}`;

// Every file has a database of its own, before anything of the product is imported.
await administer(`CREATE DATABASE ${name} TEMPLATE ${databaseOf(templateUrl)}`);

process.env.DATABASE_URL = withDatabase(templateUrl, name);

afterAll(async () => {
  if ("atelyaConnections" in globalThis) await (await import("@/lib/db/client")).disconnect();
  // A file that holds on to a connection of its own keeps its database; both end with the server.
  await administer(`DROP DATABASE ${name}`).catch(() => undefined);
});

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(templateUrl, "postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
