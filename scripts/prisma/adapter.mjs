import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const { Pool } = pg;

// PostgreSQL's internal one-byte "char", which catalogs use and the adapter does not know.
const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * Prisma's pg adapter for its schema engine, with three defects of version 7.10 fixed: catalog columns of the type
 * "char" are read; the shadow database is one of its own even when a connection string names another; and it is
 * dropped after its connections have ended, not before.
 * @param {string} url
 */
export function migrationAdapter(url) {
  const connection = connectionOf(url);
  const connect = async (database, atEnd) => {
    const pool = new Pool({ ...connection, database });
    pool.on("error", () => undefined);
    const adapter = readChars(await new PrismaPg(pool).connect());
    const { startTransaction } = adapter;
    adapter.startTransaction = async (...args) => readChars(await startTransaction.apply(adapter, args));
    adapter.executeScript = async (script) => {
      // One simple query: the adapter itself splits at every semicolon, in strings and functions too.
      await pool.query(script).catch((error) => adapter.onError(error));
    };
    adapter.dispose = async () => {
      await pool.end();
      await atEnd?.();
    };
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory({
    adapterName: "@prisma/adapter-pg",
    provider: "postgres",
    connect: () => connect(connection.database),
    connectToShadowDb: async () => {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await administer(connection, `CREATE DATABASE "${name}"`);
      return connect(name, () => administer(connection, `DROP DATABASE "${name}"`));
    },
  });
}

function connectionOf(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || 5432),
    user: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    database: decodeURIComponent(pathname.slice(1)) || "postgres",
    options: "-c TimeZone=UTC",
  };
}

// The adapter's own reading, told that the column is text, and its answer put right afterwards.
function readChars(queryable) {
  const { queryRaw } = queryable;
  queryable.queryRaw = async (query) => {
    const result = await queryable.performIO(query);
    const isChar = result.fields.map((field) => field.dataTypeID === CHAR_OID);
    const fields = result.fields.map((field, index) => (isChar[index] ? { ...field, dataTypeID: TEXT_OID } : field));
    const answer = await queryRaw.call({ performIO: async () => ({ ...result, fields }) }, query);
    const columnTypes = answer.columnTypes.map((type, index) => (isChar[index] ? ColumnTypeEnum.Character : type));
    return { ...answer, columnTypes };
  };
  return queryable;
}

async function administer(connection, statement) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
