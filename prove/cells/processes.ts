import { setTimeout as delay } from "node:timers/promises";
import { inFlight } from "../judge/in-flight";
import { portsOf } from "../world/sockets";
import type { World } from "../world/world";
import type { Cell } from "./cell";

const KILLS = { full: 5, short: 1 };
// How long a thawed process is watched for what it still sends.
const AFTER_THAW_MS = 2_000;

/** The app's own processes killed and frozen. */
export const processCells: Cell[] = [
  {
    name: "app",
    title: "the app killed (kill -9)",
    seconds: { full: 60, short: 0.1 },
    demands: { doubles: "any", others: "may stop", recoverySecondsMax: 30 },
    hurt: async (world, ms) => {
      const [app] = world.apps;
      const kills = ms < 1_000 ? KILLS.short : KILLS.full;
      for (let kill = 0; kill < kills; kill++) {
        await app?.kill();
        await app?.start();
        if (kill < kills - 1) await world.wait(ms / kills);
      }
      return undefined;
    },
  },
  {
    name: "one-killed",
    title: "one of two processes killed",
    seconds: { full: 30 },
    processes: 2,
    demands: { doubles: "any", others: "go on", recoverySecondsMax: 30 },
    hurt: async (world, ms) => {
      const victim = withdrawFirst(world);
      await victim?.kill();
      await world.wait(ms);
      return undefined;
    },
  },
  {
    name: "one-frozen",
    title: "one of two processes frozen",
    seconds: { full: 40 },
    processes: 2,
    // Replaced by what it had in flight.
    demands: { doubles: "none", others: "go on", recoverySecondsMax: 30 },
    hurt: async (world, ms) => {
      const victim = withdrawFirst(world);
      const frozenAt = Date.now();
      victim?.freeze();
      const ports = portsOf(victim?.pid ?? 0);
      try {
        await world.wait(ms);
      } finally {
        victim?.thaw();
      }
      await delay(AFTER_THAW_MS);
      return { inFlight: inFlight(world.ledger().arrivals, ports, frozenAt) };
    },
  },
];

// A load balancer asks it no more.
function withdrawFirst(world: World) {
  const [victim, ...others] = world.apps;
  world.targets = others;
  return victim;
}
