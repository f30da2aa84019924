import { fillDisk } from "../world/small-disk";
import type { World } from "../world/world";
import type { Cell } from "./cell";

const DISK_MEGABYTES = 600;
const LOG_MEGABYTES = 96;

/** No page left on the database's disk. */
export const diskCells: Cell[] = [
  {
    name: "disk",
    title: "the disk full",
    seconds: { full: 30 },
    diskMegabytes: DISK_MEGABYTES,
    demands: { doubles: "none", others: "may stop", recoverySecondsMax: 30 },
    hurt: async (world, ms) => {
      await recycleLog(world);
      const free = fillDisk(world.postgres.home);
      try {
        await world.wait(ms);
      } finally {
        free();
      }
      // It ends itself when its log cannot grow; who runs it starts it again.
      await world.postgres.start();
      return undefined;
    },
  },
];

// A log that has segments to write over, as on any server that has run for a while: else the log is what fails first, and
// PostgreSQL ends itself before a single statement was refused.
async function recycleLog({ postgres }: World): Promise<void> {
  const megabyte = "SELECT pg_logical_emit_message(false, 'prove', repeat('x', 1048576)) FROM generate_series(1, $1)";
  for (let round = 0; round < 2; round++) {
    await postgres.query(megabyte, [LOG_MEGABYTES]);
    await postgres.query("CHECKPOINT");
  }
}
