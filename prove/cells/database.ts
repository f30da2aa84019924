import { SECOND_MS } from "@/lib/time";
import { OWN_SESSIONS } from "../world/postgres";
import type { World } from "../world/world";
import type { Cell } from "./cell";
import { takeAllSlots } from "./slots";

const DEMANDS: Cell["demands"] = { doubles: "none", others: "may stop", recoverySecondsMax: 30 };

/** The database away, as a whole or one session after the other. */
export const databaseCells: Cell[] = [
  {
    name: "restart",
    title: "PostgreSQL restarted",
    seconds: { full: 5, short: 2 },
    demands: DEMANDS,
    hurt: async ({ postgres, wait }, ms) => {
      await postgres.stop();
      await wait(ms);
      await postgres.start();
      return undefined;
    },
  },
  {
    name: "postmaster",
    title: "PostgreSQL killed (kill -9)",
    seconds: { full: 2 },
    demands: DEMANDS,
    hurt: async ({ postgres, wait }, ms) => {
      await postgres.kill();
      await wait(ms);
      await postgres.start();
      return undefined;
    },
  },
  {
    name: "backends",
    title: "backends killed each second",
    seconds: { full: 20 },
    demands: DEMANDS,
    hurt: async (world, ms) => {
      for (const end = Date.now() + ms; Date.now() < end; await world.wait(SECOND_MS)) await cutOff(world);
      return undefined;
    },
  },
  {
    name: "failover",
    title: "a failover that drops packets",
    seconds: { full: 1 },
    demands: DEMANDS,
    hasWire: true,
    hurt: async ({ wire, wait }, ms) => {
      wire.dropPackets();
      await wait(ms);
      return undefined;
    },
  },
  {
    name: "slots",
    title: "all connection slots taken",
    seconds: { full: 20 },
    demands: DEMANDS,
    hurt: async (world, ms) => {
      const slots = await takeAllSlots(world);
      try {
        await world.wait(ms);
      } finally {
        await slots.free();
      }
      return undefined;
    },
  },
];

/** Ends every session of the app. */
async function cutOff({ postgres, database }: World): Promise<void> {
  await postgres.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name <> $2",
    [database, OWN_SESSIONS],
  );
}
