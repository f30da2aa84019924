import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockHolder, takeLock } from "../lock.mjs";
import { startPostgres, stopPostgres } from "./server.mjs";

const PREFIX = "atelyaos-postgres-";

// Its data is worth nothing: no waiting for the disk.
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "300",
};

/**
 * Starts a PostgreSQL of one's own that is gone after `stop()`, on its own port and in its own temporary folder, so
 * that any number run beside each other. What a killed process left behind is cleared away first.
 * @returns {Promise<import("./server.mjs").PostgresServer>}
 */
export async function startThrowawayPostgres() {
  await clearAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // Where root starts it, another user runs it, who has to pass; what is secret in it has modes of its own.
  chmodSync(folder, 0o711);
  const lock = takeLock(join(folder, "owner"));
  const server = await startPostgres({ folder, settings: FAST, sync: false, port: 0 });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      lock.release?.();
      rmSync(folder, { recursive: true, force: true });
      rmSync(server.home, { recursive: true, force: true });
    },
  };
}

async function clearAbandoned() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    if (lockHolder(join(folder, "owner")) !== undefined || !isOld(folder)) continue;
    const home = await stopPostgres(folder).catch(() => folder);
    for (const path of [home, folder]) rmSync(path, { recursive: true, force: true });
  }
}

// One that was made a moment ago may not have named its owner yet.
function isOld(folder) {
  try {
    return Date.now() - statSync(folder).mtimeMs > 60_000;
  } catch {
    return false;
  }
}
