import { HOUR_MS } from "@/lib/time";
import type { World } from "../world/world";
import type { Cell } from "./cell";

const SHIFTED_CLOCK = new URL("../world/shifted-clock.mjs", import.meta.url).href;
const DEMANDS: Cell["demands"] = { doubles: "none", others: "go on", recoverySecondsMax: 30 };
// Just above what is published, so that turns are given and waited for.
const LIMITED = { name: "limited", kind: "held", rateLimitPerSecond: 12 } as const;

/** A second process whose clock was set wrong, beside one whose clock is right. */
export const clockCells: Cell[] = [
  {
    name: "clock-behind",
    title: "one of two clocks an hour behind",
    seconds: { full: 40 },
    demands: DEMANDS,
    extra: [LIMITED],
    hurt: (world, ms) => besideClock(world, -HOUR_MS, ms),
  },
  {
    name: "clock-ahead",
    title: "one of two clocks an hour ahead",
    seconds: { full: 40 },
    demands: DEMANDS,
    extra: [LIMITED],
    hurt: (world, ms) => besideClock(world, HOUR_MS, ms),
  },
];

async function besideClock(world: World, shiftMs: number, ms: number): Promise<undefined> {
  const wrong = await world.startApp({ preload: [SHIFTED_CLOCK], env: { PROVE_CLOCK_SHIFT_MS: `${shiftMs}` } });
  const right = world.targets;
  world.targets = [...right, wrong];
  await world.wait(ms);
  world.targets = right;
  await wrong.stop();
  return undefined;
}
