import type { Cell } from "./cell";
import { clockCells } from "./clock";
import { databaseCells } from "./database";
import { diskCells } from "./disk";
import { lockCells, snapshotCell } from "./locks";
import { neighbourCells } from "./neighbours";
import { processCells } from "./processes";
import { queueCells } from "./queue";

// The same load with nothing hurt: what falls here is the harness's or the machine's doing.
const control: Cell = {
  name: "nothing",
  title: "nothing is hurt",
  seconds: { full: 20 },
  demands: { doubles: "none", others: "keep pace", recoverySecondsMax: 3 },
  hurt: async ({ wait }, ms) => {
    await wait(ms);
    return undefined;
  },
};

/** All cells, in the order in which they run. */
export const CELLS: readonly Cell[] = [
  control,
  ...neighbourCells,
  ...lockCells,
  ...databaseCells,
  ...processCells,
  ...queueCells,
  ...diskCells,
  ...clockCells,
  snapshotCell,
];
