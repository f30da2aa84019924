import type { Cell } from "./cells/cell";
import { clientInWords } from "./judge/client-view";
import { healthInWords } from "./judge/health-view";
import type { Verdict } from "./judge/verdict";

/** What came of a cell: its verdict, or in words why there is none. */
export type Row = Pick<Cell, "name" | "title"> & {
  state: "held" | "fell" | "broke" | "not run";
  seconds: number;
  verdict?: Verdict;
  why?: string;
};

type Column = { head: string; width: number; of: (verdict: Verdict) => string };

const NAME_WIDTH = 36;
const STATE_WIDTH = 7;
const TOOK_WIDTH = 6;

const COLUMNS: Column[] = [
  { head: "published/answered", width: 18, of: ({ losses }) => `${losses.published}/${losses.answered}` },
  { head: "delivered", width: 13, of: ({ losses }) => `${losses.delivered}/${losses.owed}` },
  { head: "lost", width: 5, of: ({ losses }) => `${losses.lost}` },
  { head: "twice", width: 11, of: twice },
  {
    head: "recovery",
    width: 8,
    of: ({ recoverySeconds }) => (recoverySeconds === undefined ? "never" : `${recoverySeconds} s`),
  },
  {
    head: "others/s (clean)",
    width: 16,
    of: ({ others }) => `${whole(others.perSecond)} (${whole(others.cleanPerSecond)})`,
  },
  { head: "p95 ms (clean)", width: 16, of: ({ others }) => `${whole(others.p95Ms)} (${whole(others.cleanP95Ms)})` },
];

/** The table's head. */
export function tableHead(): string {
  const heads = COLUMNS.map(({ head, width }) => head.padStart(width));
  return `${"".padEnd(STATE_WIDTH)} ${"cell".padEnd(NAME_WIDTH)} ${heads.join("  ")}  ${"took".padStart(TOOK_WIDTH)}`;
}

/** A cell's row, and below it what client and health saw, why it falls, and what fell short without failing it. */
export function tableRow({ state, title, seconds, verdict, why = "" }: Row): string {
  const name = `${state.padEnd(STATE_WIDTH)} ${title.padEnd(NAME_WIDTH)}`;
  if (!verdict) return `${name} ${why}`;
  const { client, health, falls, remarks } = verdict;
  const details = [
    `client: ${clientInWords(client)}`,
    `health: ${healthInWords(health)}`,
    ...falls.map((why) => `FALLS: ${why}`),
    ...remarks.map((remark) => `short of its aim: ${remark}`),
  ];
  const numbers = COLUMNS.map(({ width, of }) => of(verdict).padStart(width)).join("  ");
  return [
    `${name} ${numbers}  ${`${seconds.toFixed(0)} s`.padStart(TOOK_WIDTH)}`,
    ...details.map((line) => `${"".padEnd(STATE_WIDTH)}   ${line}`),
  ].join("\n");
}

/** "12 held, 3 fell, 1 not run" */
export function summary(rows: readonly Row[]): string {
  const states = [...new Set(rows.map(({ state }) => state))];
  return states.map((state) => `${rows.filter((row) => row.state === state).length} ${state}`).join(", ");
}

function twice({ doubles, doublesAllowed }: Verdict): string {
  const count = `${doubles.sameAttempt + doubles.afterSuccess + doubles.storedTwice}`;
  return typeof doublesAllowed === "number" ? `${count} of ${doublesAllowed}` : count;
}

function whole(value: number): string {
  return Number.isFinite(value) ? value.toFixed(0) : "never";
}
