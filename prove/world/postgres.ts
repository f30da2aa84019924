import { join } from "node:path";
import pg from "pg";
import { ensureDatabase, migrate } from "../../scripts/migrate.mjs";
import { type PostgresServer, startPostgres } from "../../scripts/postgres/server.mjs";
import { until } from "../../scripts/processes.mjs";
import { lastingPort } from "./ports";

/** How the harness's own sessions call themselves, so that it never hurts them. */
export const OWN_SESSIONS = "prove";

const TEMPLATE = "prove_template";
const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");
const GONE_MS = 10_000;
const CONNECT_MS = 5_000;

/** A PostgreSQL that can be hurt: with the settings that `npm start` gives it, and a migrated, empty template. */
export class Postgres {
  private constructor(
    private readonly folder: string,
    private readonly settings: Record<string, string>,
    private server: PostgresServer,
  ) {}

  /** Makes and starts one below a folder. `settings` as in postgresql.conf. */
  static async create(folder: string, settings: Record<string, string> = {}): Promise<Postgres> {
    const server = await startPostgres({ folder, settings, sync: false, port: await lastingPort() });
    const postgres = new Postgres(folder, settings, server);
    await ensureDatabase(postgres.url(TEMPLATE));
    await migrate({ url: postgres.url(TEMPLATE), folder: MIGRATIONS });
    return postgres;
  }

  get home(): string {
    return this.server.home;
  }

  url(database: string): string {
    return this.server.url(database);
  }

  /** Ends it as an operator does: sessions are cut off, what was committed is written. */
  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Ends it as the kernel's memory killer does. */
  async kill(): Promise<void> {
    process.kill(this.server.pid, "SIGKILL");
    await until(() => !this.isRunning(), { timeoutMs: GONE_MS });
  }

  /** Starts it again, on its port, unless it runs. */
  async start(): Promise<void> {
    this.server = await startPostgres({ folder: this.folder, settings: this.settings });
  }

  isRunning(): boolean {
    try {
      process.kill(this.server.pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** Makes an empty database with the product's tables, and returns its URL. */
  async createDatabase(name: string): Promise<string> {
    await this.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${TEMPLATE}`);
    return this.url(name);
  }

  async dropDatabase(name: string): Promise<void> {
    await this.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  }

  /** One statement in a session of its own. */
  async query<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
    database = "postgres",
  ): Promise<Row[]> {
    const session = await this.connect(database);
    try {
      return (await session.query<Row>(text, values)).rows;
    } finally {
      await session.end();
    }
  }

  /** A session that stays open until it is ended, or until the server ends it. */
  async connect(database: string): Promise<pg.Client> {
    const session = new pg.Client({
      connectionString: this.url(database),
      application_name: OWN_SESSIONS,
      connectionTimeoutMillis: CONNECT_MS,
    });
    // Being cut off is what happens to sessions here.
    session.on("error", () => undefined);
    await session.connect();
    return session;
  }
}
