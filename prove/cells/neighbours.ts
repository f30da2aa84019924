import { type Answer, FAILING, HANGING, SLOW, WELL } from "../world/answers";
import { POISON } from "../world/poison";
import type { Cell, ExtraDestination } from "./cell";

const PACE: Cell["demands"] = { doubles: "none", others: "keep pace", recoverySecondsMax: 30 };
const PER_SECOND = 25;

/** Receivers that answer badly beside receivers that answer well. */
export const neighbourCells: Cell[] = [
  neighbours({
    name: "hanging",
    title: "two of twenty hang",
    count: 2,
    answer: HANGING,
    seconds: { full: 40, short: 8 },
  }),
  neighbours({ name: "failing", title: "four of twenty answer 500", count: 4, answer: FAILING, seconds: { full: 40 } }),
  neighbours({ name: "slow", title: "one of twenty answers after 2 s", count: 1, answer: SLOW, seconds: { full: 40 } }),
  {
    name: "poison",
    title: "poison answers beside healthy ones",
    seconds: { full: 40 },
    demands: { doubles: "none", others: "go on", recoverySecondsMax: 30 },
    extra: Object.keys(POISON).map((name) => ({ name, kind: "sick", dropsConnections: isDropping(name) })),
    hurt: async ({ sink, wait }, ms) => {
      for (const [name, answer] of Object.entries(POISON)) sink.answer(name, answer);
      await wait(ms);
      for (const name of Object.keys(POISON)) sink.answer(name, WELL);
      return undefined;
    },
  },
];

type Neighbours = Pick<Cell, "name" | "title" | "seconds"> & { count: number; answer: Answer };

function neighbours({ count, answer, ...cell }: Neighbours): Cell {
  const sick = Array.from(
    { length: count },
    (_, index): ExtraDestination => ({ name: `sick ${index + 1}`, kind: "sick" }),
  );
  return {
    ...cell,
    demands: PACE,
    perSecond: PER_SECOND,
    healthy: 20 - count,
    extra: sick,
    hurt: async ({ sink, wait }, ms) => {
      for (const { name } of sick) sink.answer(name, answer);
      await wait(ms);
      for (const { name } of sick) sink.answer(name, WELL);
      return undefined;
    },
  };
}

function isDropping(name: string): boolean {
  const answer = POISON[name];
  return answer?.kind === "bytes" && answer.ends;
}
