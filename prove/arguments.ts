import { parseArgs } from "node:util";
import { CELLS } from "./cells";
import type { Cell } from "./cells/cell";

export type Arguments = {
  cells: readonly Cell[];
  isShort: boolean;
  /** Where to write the verdicts as JSON. */
  report: string | undefined;
  /** Where to keep what the app printed; with the run's other files, unless told. */
  logs: string | undefined;
};

/** Reads the command line. Throws an Error that names what is wrong and what there is. */
export function readArguments(args: string[]): Arguments {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { short: { type: "boolean" }, report: { type: "string" }, logs: { type: "string" } },
  });
  const unknown = positionals.filter((name) => !CELLS.some((cell) => cell.name === name));
  if (unknown.length > 0) {
    const known = CELLS.map(({ name }) => name).join(", ");
    throw new Error(`There is no cell ${unknown.join(", ")}. There are ${known}.`);
  }
  const isShort = values.short === true;
  const isWanted = ({ name, seconds }: Cell) => {
    if (positionals.length > 0) return positionals.includes(name);
    return !isShort || seconds.short !== undefined;
  };
  return { cells: CELLS.filter(isWanted), isShort, report: values.report, logs: values.logs };
}
