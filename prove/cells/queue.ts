import type { World } from "../world/world";
import type { Cell } from "./cell";

const DEMANDS: Cell["demands"] = { doubles: "none", others: "may stop", recoverySecondsMax: 60 };
const BOUND_SECONDS = 420;
// Requests of a hundred events each: enough that much is queued at the moment when all of it goes.
const BURST = 3;
const TRIES = 5;
const LOCK_MS = 2_000;

/** The queue is a hint: what it loses is found again. */
export const queueCells: Cell[] = [
  {
    name: "queue",
    title: "the queue's tables emptied",
    seconds: { full: 1 },
    demands: DEMANDS,
    boundSeconds: BOUND_SECONDS,
    hurt: (world, ms) => emptyTables(world, "engine\\_%", ms),
  },
  {
    name: "runs",
    title: "the queue's runs alone emptied",
    seconds: { full: 1 },
    demands: DEMANDS,
    boundSeconds: BOUND_SECONDS,
    hurt: (world, ms) => emptyTables(world, "engine\\_runs", ms),
  },
];

async function emptyTables({ postgres, database, publisher, wait }: World, pattern: string, ms: number) {
  const tables = await postgres.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE $1",
    [pattern],
    database,
  );
  const names = tables.map(({ name }) => name).join(", ");
  if (!names) throw new Error(`there is no table like ${pattern}`);
  await Promise.all(Array.from({ length: BURST }, () => publisher.publish(100)));
  await truncate(names);
  await wait(ms);
  await truncate(names);
  return undefined;

  // It waits for whoever is at work on them, and they may wait for each other.
  async function truncate(list: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await postgres.query(`SET lock_timeout = ${LOCK_MS}; TRUNCATE ${list}`, [], database);
        return;
      } catch (error) {
        if (attempt === TRIES) throw error;
      }
    }
  }
}
