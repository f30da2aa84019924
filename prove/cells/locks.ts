import { SECOND_MS } from "@/lib/time";
import type { World } from "../world/world";
import type { Cell } from "./cell";

const LOCKED = "locked";
// More than is published, so that what waited goes out soon after the lock.
const LIMIT_PER_SECOND = 50;
const TABLE: Cell["demands"] = { doubles: "none", others: "may stop", recoverySecondsMax: 30 };
const ROW: Cell["demands"] = { doubles: "none", others: "go on", recoverySecondsMax: 30 };

/** What a psql that was left open, or a process frozen within a transaction, holds. */
export const lockCells: Cell[] = [
  {
    name: "lock-deliveries",
    title: "table deliveries locked",
    seconds: { full: 20 },
    demands: TABLE,
    hurt: (world, ms) => holdTransaction(world, "LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE", ms),
  },
  {
    name: "lock-destinations",
    title: "table destinations locked",
    seconds: { full: 20 },
    demands: TABLE,
    hurt: (world, ms) => holdTransaction(world, "LOCK TABLE destinations IN ACCESS EXCLUSIVE MODE", ms),
  },
  {
    name: "row",
    title: "one destination's row locked",
    seconds: { full: 60, short: 8 },
    demands: ROW,
    extra: [{ name: LOCKED, kind: "held" }],
    hurt: lockRow,
  },
  {
    name: "row-limited",
    title: "the same, with a rate limit on it",
    seconds: { full: 60 },
    demands: ROW,
    extra: [{ name: LOCKED, kind: "held", rateLimitPerSecond: LIMIT_PER_SECOND }],
    hurt: lockRow,
  },
];

/** A report that somebody began and left: nothing that is dead can be cleared away behind it. */
export const snapshotCell: Cell = {
  name: "snapshot",
  title: "a snapshot held open",
  seconds: { full: 600 },
  demands: { ...ROW, others: "keep pace" },
  hurt: (world, ms) => holdTransaction(world, "SELECT count(*) FROM deliveries", ms),
};

function lockRow(world: World, ms: number): Promise<undefined> {
  const id = world.destinations.find(({ name }) => name === LOCKED)?.id;
  return holdTransaction(world, `SELECT 1 FROM destinations WHERE id = '${id}' FOR UPDATE`, ms);
}

/** Makes a statement in a transaction and leaves that open for so long. */
async function holdTransaction({ postgres, database, wait }: World, statement: string, ms: number): Promise<undefined> {
  const session = await postgres.connect(database);
  try {
    await session.query(`SET lock_timeout = ${30 * SECOND_MS}`);
    await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await session.query(statement);
    await wait(ms);
    await session.query("ROLLBACK");
  } finally {
    await session.end();
  }
  return undefined;
}
