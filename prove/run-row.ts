import { SECOND_MS } from "@/lib/time";
import type { Cell } from "./cells/cell";
import type { Verdict } from "./judge/verdict";
import { type Form, runCell } from "./run-cell";
import type { Row } from "./table";
import { Postgres } from "./world/postgres";
import { clusterFolder } from "./world/run-folder";
import { mountSmallDisk, unmountSmallDisk } from "./world/small-disk";

export type Runner = { folder: string; logs: string; form: Form; signal: AbortSignal };

// Beyond a cell's own times: for starts, stops, and publishes that are given up late.
const SLACK_SECONDS = 300;

/** Runs cells, one at a time: all on one cluster, but for those that need a disk of their own. Never throws. */
export function rowRunner(runner: Runner): (cell: Cell) => Promise<Row> {
  let shared: Promise<Postgres> | undefined;
  const run = (cell: Cell, signal: AbortSignal): Promise<Verdict> => {
    if (cell.diskMegabytes) return onOwnDisk(cell, cell.diskMegabytes, { ...runner, signal });
    shared ??= Postgres.create(clusterFolder(runner.folder, "shared"));
    return shared.then((postgres) => runCell(cell, { ...runner, postgres, signal }));
  };
  return async (cell) => {
    const { name, title } = cell;
    const startedAt = performance.now();
    const row = (rest: Pick<Row, "state" | "verdict" | "why">): Row => {
      return { name, title, seconds: (performance.now() - startedAt) / SECOND_MS, ...rest };
    };
    const late = AbortSignal.timeout(limitMs(cell, runner.form));
    try {
      const verdict = await run(cell, AbortSignal.any([runner.signal, late]));
      return row({ state: verdict.falls.length > 0 ? "fell" : "held", verdict });
    } catch (error) {
      if (runner.signal.aborted) return row({ state: "not run", why: "called off" });
      if (error instanceof NoDisk) return row({ state: "not run", why: error.message });
      return row({ state: "broke", why: late.aborted ? "it did not end in time" : firstLine(error) });
    }
  };
}

class NoDisk extends Error {}

async function onOwnDisk(cell: Cell, megabytes: number, runner: Runner): Promise<Verdict> {
  const folder = clusterFolder(runner.folder, cell.name);
  try {
    mountSmallDisk(folder, megabytes);
  } catch (error) {
    throw new NoDisk(`no small disk can be had here: ${firstLine(error)}`);
  }
  const postgres = await Postgres.create(folder);
  try {
    return await runCell(cell, { ...runner, postgres });
  } finally {
    await postgres.stop();
    unmountSmallDisk(folder);
  }
}

function limitMs({ seconds, boundSeconds = 0 }: Cell, { warmUpMs, cleanMs, boundMs }: Form): number {
  return warmUpMs + cleanMs + boundMs + (seconds.full + boundSeconds + SLACK_SECONDS) * SECOND_MS;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").join(" ").slice(0, 300);
}
