import { mkdirSync, writeFileSync } from "node:fs";
import { readArguments } from "./arguments";
import { FULL, SHORT } from "./run-cell";
import { rowRunner } from "./run-row";
import { type Row, summary, tableHead, tableRow } from "./table";
import { makeRunFolder } from "./world/run-folder";

// The built app under load while it is hurt, one cell after the other. The exit code is 1 when a cell falls or breaks.
const { cells, isShort, report, logs: wantedLogs } = readArguments(process.argv.slice(2));
const calledOff = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => calledOff.abort());

const folder = await makeRunFolder();
const logs = wantedLogs ?? folder.path;
mkdirSync(logs, { recursive: true });
const rows: Row[] = [];
try {
  const run = rowRunner({ folder: folder.path, logs, form: isShort ? SHORT : FULL, signal: calledOff.signal });
  console.log(`\n${tableHead()}`);
  for (const cell of cells) {
    const row = await run(cell);
    rows.push(row);
    console.log(tableRow(row));
    if (calledOff.signal.aborted) break;
  }
} finally {
  await folder.remove();
}
if (report) writeFileSync(report, JSON.stringify({ rows }, undefined, 2));
console.log(`\n${summary(rows)}`);
process.exitCode = calledOff.signal.aborted || rows.some(({ state }) => state === "fell" || state === "broke") ? 1 : 0;
