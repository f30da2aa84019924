import { SECOND_MS } from "@/lib/time";
import { type ClientView, clientView } from "./client-view";
import { type Doubles, doubles } from "./doubles";
import { firstArrivals } from "./first-arrivals";
import { type HealthView, healthView } from "./health-view";
import type { Ledger, Times } from "./ledger";
import { type Losses, losses } from "./losses";
import { type Others, others } from "./others";
import { recoverySeconds } from "./recovery";

/** What a cell asks for, besides that nothing is lost and nothing is stored twice. */
export type Demands = {
  /** `none`: nothing is sent twice. `any`: a process was killed. A number: at most what a frozen process had in flight. */
  doubles: "none" | "any" | number;
  /**
   * The healthy destinations while something is hurt. `may stop`: all of it is hurt. `go on`: no long silence, and most
   * of the clean throughput. `keep pace`: besides, their p95 within 1.5 times the clean one.
   */
  others: "may stop" | "go on" | "keep pace";
  recoverySecondsMax: number;
};

/** A cell's row: the numbers, why it falls (nothing when it holds), and what fell short without failing it. */
export type Verdict = {
  losses: Losses;
  doubles: Doubles;
  doublesAllowed: Demands["doubles"];
  recoverySeconds: number | undefined;
  others: Others;
  client: ClientView;
  health: HealthView;
  falls: string[];
  remarks: string[];
};

const SILENCE_MS_MAX = 5 * SECOND_MS;
const THROUGHPUT_SHARE_MIN = 0.8;
const PACE_FACTOR_MAX = 1.5;
// Below this, a p95 is the machine's and not a neighbour's doing.
const PACE_MS_MIN = 200;
// A clean run as slow as this says more of the machine than of the product.
const BUSY_MS = 500;
const ANSWER_MS_MAX = 5 * SECOND_MS;

/** Judges a cell by its ledger. */
export function judge(ledger: Ledger, times: Times, demands: Demands): Verdict {
  const first = firstArrivals(ledger.arrivals);
  const measured = others(ledger, first, times);
  const recovery = { healedAt: times.healedAt, until: times.endedAt, cleanP95Ms: measured.cleanP95Ms };
  const found = {
    losses: losses(ledger, first),
    doubles: doubles(ledger),
    recoverySeconds: recoverySeconds(ledger, first, recovery),
    others: measured,
    client: clientView(ledger.requests, times),
    health: healthView(ledger.health, times),
  };
  return { ...found, doublesAllowed: demands.doubles, falls: reasons(found, demands), remarks: remarksOn(found) };
}

type Found = Omit<Verdict, "doublesAllowed" | "falls" | "remarks">;

function reasons({ losses, doubles, recoverySeconds, others }: Found, demands: Demands): string[] {
  const twice = doubles.sameAttempt + doubles.afterSuccess;
  const { recoverySecondsMax } = demands;
  const share = others.perSecond / others.cleanPerSecond;
  const paceMs = Math.max(PACE_FACTOR_MAX * others.cleanP95Ms, PACE_MS_MIN);
  const mustGoOn = demands.others !== "may stop";
  const all: [boolean, string][] = [
    [losses.answered === 0, "nothing was answered with 202"],
    [losses.lost > 0, `${losses.lost} deliveries that were answered with 202 did not arrive`],
    [losses.miscounted > 0, `${losses.miscounted} answers counted other deliveries than there are destinations`],
    [doubles.storedTwice > 0, `${doubles.storedTwice} repeats of a publish made a second delivery`],
    [twice > doublesMax(demands), `${twice} requests were sent twice (${where(doubles)})${allowed(demands)}`],
    [mustGoOn && others.silenceMs > SILENCE_MS_MAX, `the others got nothing for ${seconds(others.silenceMs)}`],
    [mustGoOn && !(share >= THROUGHPUT_SHARE_MIN), `the others fell to ${percent(share)} of their throughput`],
    [
      demands.others === "keep pace" && !(others.p95Ms <= paceMs),
      `the others' p95 rose from ${seconds(others.cleanP95Ms)} to ${seconds(others.p95Ms)}`,
    ],
    [recoverySeconds === undefined, "no second was healthy until the end"],
    [
      (recoverySeconds ?? 0) > recoverySecondsMax,
      `it took ${recoverySeconds} s to recover, ${recoverySecondsMax} allowed`,
    ],
  ];
  return all.filter(([falls]) => falls).map(([, why]) => why);
}

function remarksOn({ client, health, others }: Found): string[] {
  const { all, withRetryAfter, withProblemType } = client.serverErrors;
  const plain = Object.entries(client.counts).find(([status]) => status === "500");
  const isSilent = others.silenceMs > SILENCE_MS_MAX;
  const remarks: [boolean, string][] = [
    [plain !== undefined, `${plain?.[1]} answers were 500`],
    [withRetryAfter < all, `${all - withRetryAfter} of ${all} server errors had no Retry-After`],
    [withProblemType < all, `${all - withProblemType} of ${all} server errors had no problem type`],
    [client.slowestMs > ANSWER_MS_MAX, `an answer took ${seconds(client.slowestMs)}`],
    [others.cleanP95Ms > BUSY_MS, `the machine was busy: the clean p95 was ${seconds(others.cleanP95Ms)}`],
    [
      isSilent && health.firstTroubleMs === undefined,
      `health said "ok" while nothing left for ${seconds(others.silenceMs)}`,
    ],
  ];
  return remarks.filter(([holds]) => holds).map(([, remark]) => remark);
}

function doublesMax({ doubles }: Demands): number {
  if (doubles === "any") return Number.POSITIVE_INFINITY;
  return doubles === "none" ? 0 : doubles;
}

function where({ receivedBy }: Doubles): string {
  return Object.entries(receivedBy)
    .map(([name, count]) => `${count} to ${name}`)
    .join(", ");
}

function allowed({ doubles }: Demands): string {
  return typeof doubles === "number" ? `, ${doubles} were in flight` : "";
}

function seconds(ms: number): string {
  return Number.isFinite(ms) ? `${(ms / SECOND_MS).toFixed(ms < SECOND_MS ? 2 : 1)} s` : "never";
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)} %` : "none";
}
