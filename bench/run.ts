import { cpus } from "node:os";
import { startFunctions } from "@/inngest/functions/start";
import { disconnect } from "@/lib/db/client";
import { catalogue } from "@/lib/events/catalogue";
import { getFormat } from "@/lib/formats/registry";
import { closeConnections } from "@/lib/net/send";
import { newSigningSecret } from "@/lib/signing/secret";
import { bridgeTo, createSigningTenant } from "@/lib/testing/bridge";
import { bareLoop } from "./bare-loop";
import { cpuOfTree } from "./cpu";
import { fullSpeed, type Round, steady } from "./product";
import { cpuShares } from "./profile";
import { SinkProcess } from "./sink-process";
import { median, percentilesInWords } from "./statistics";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 5_000);
const CONCURRENCY = Number(process.env.BENCH_CONCURRENCY ?? 100);
const STEADY_PER_SECOND = 200;
const STEADY_EVENTS = 1_000;

const postgresPid = Number(process.env.BENCH_POSTGRES_PID);
const sink = await SinkProcess.start();
const engine = await startFunctions();
try {
  await main();
} finally {
  await engine.stop();
  await closeConnections();
  await disconnect();
  sink.stop();
}

async function main(): Promise<void> {
  const tenant = await createSigningTenant();
  await bridgeTo(tenant, sink.url, ["workroom.completed"]);
  const bare = () => bareLoop({ sink, count: EVENTS, concurrency: CONCURRENCY, body: body(), secret });
  const secret = newSigningSecret();
  const product = () => fullSpeed({ tenant, sink, count: EVENTS });
  say(`Publish → signed POST received → rows written, against a bare loop that signs and posts the same bytes.`);
  say(
    `Publish, engine and delivery run in one process from the sources; the sink and PostgreSQL (fsync on) in their own.`,
  );
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, Node ${process.version}, ${ROUNDS} rounds of ${EVENTS}, ${body().length} byte body\n`,
  );
  // Compilers and connection pools warm up first.
  await bare();
  await product();
  const rounds: { bare: number; product: Round; cpuMs: number; postgresMs: number | null }[] = [];
  for (let number = 1; number <= ROUNDS; number++) {
    const barePerSecond = await bare();
    const cpu = process.cpuUsage();
    const postgres = cpuOfTree(postgresPid);
    const round = await product();
    const spent = process.cpuUsage(cpu);
    const postgresAfter = cpuOfTree(postgresPid);
    const postgresMs = postgres === null || postgresAfter === null ? null : postgresAfter - postgres;
    rounds.push({ bare: barePerSecond, product: round, cpuMs: (spent.user + spent.system) / 1000, postgresMs });
    const ratio = (round.perSecond / barePerSecond).toFixed(3);
    say(`round ${number}: bare ${whole(barePerSecond)}/s, product ${whole(round.perSecond)}/s, ratio ${ratio}`);
  }
  report(rounds);
  const { publishMs, arrivalMs } = await steady({ tenant, sink, count: STEADY_EVENTS, perSecond: STEADY_PER_SECOND });
  say(
    `\npublish → sink, full speed:       ${percentilesInWords(rounds.flatMap(({ product }) => product.latenciesMs))}`,
  );
  say(`publish → sink, steady ${STEADY_PER_SECOND}/s:     ${percentilesInWords(arrivalMs)}`);
  say(`  of it until publish answered:  ${percentilesInWords(publishMs)}\n`);
  say("Where this process's CPU time goes (one more round, sampled):");
  for (const { stage, share } of await cpuShares(product))
    say(`  ${stage.padEnd(28)} ${(share * 100).toFixed(1).padStart(5)} %`);
  say(`\nratio ${median(rounds.map((round) => round.product.perSecond / round.bare)).toFixed(3)}`);
}

function report(rounds: readonly { bare: number; product: Round; cpuMs: number; postgresMs: number | null }[]): void {
  const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
  const perDelivery = (ms: number) => `${((ms * 1000) / EVENTS).toFixed(0)} µs`;
  say(`\nbare loop  ${whole(of((round) => round.bare))} deliveries/s (median)`);
  say(`product    ${whole(of((round) => round.product.perSecond))} deliveries/s (median)`);
  const wall = of((round) => round.product.wallMs);
  say(
    `publishing took ${whole(of((round) => round.product.publishMs))} of ${whole(wall)} ms; deliveries began meanwhile`,
  );
  const postgres = rounds.some((round) => round.postgresMs === null)
    ? "not known here"
    : perDelivery(of((round) => round.postgresMs ?? 0));
  say(
    `CPU a delivery: this process ${perDelivery(of((round) => round.cpuMs))}, PostgreSQL ${postgres}, sink ${perDelivery(of((round) => round.product.sinkCpuMs))}`,
  );
}

// What the product sends for this event: the same bytes, rendered once.
function body(): string {
  const format = getFormat("generic_json");
  const { config, url } = format.example;
  const event = catalogue["workroom.completed"].example;
  return format.render({ event, config, url, deliveryId: "dlv_01KB0Z5V7Q8N3M4T6R9S2W1X0Y" }).body;
}

function whole(value: number): string {
  return Math.round(value).toString();
}

function say(line: string): void {
  console.log(line);
}
