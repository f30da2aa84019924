import type pg from "pg";
import { OWN_SESSIONS } from "../world/postgres";
import type { World } from "../world/world";

const AGAIN_MS = 50;
const TAKERS = 4;

/**
 * Opens sessions until there are no more, ends the app's, and takes their places too, and so on until freed: the app
 * finds every slot in other hands.
 */
export async function takeAllSlots({ postgres, database }: World): Promise<{ free(): Promise<void> }> {
  const sessions: pg.Client[] = [];
  const own = await postgres.connect("postgres");
  let isOver = false;
  const taker = async () => {
    while (!isOver) {
      const session = await postgres.connect("postgres").catch(() => undefined);
      if (session) sessions.push(session);
      else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
  const takers = Array.from({ length: TAKERS }, taker);
  const evict = setInterval(() => {
    own
      .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name <> $2", [
        database,
        OWN_SESSIONS,
      ])
      .catch(() => undefined);
  }, 1_000);
  return {
    free: async () => {
      isOver = true;
      clearInterval(evict);
      await Promise.all(takers);
      await Promise.all([own, ...sessions].map((session) => session.end()));
    },
  };
}
