import { linkWhatsappNumber } from "@/lib/connections/whatsapp/link";
import { disconnect } from "@/lib/db/client";
import { change, envelope, message, newNumber, signatureOf } from "@/lib/inbound/whatsapp/testing/samples";
import { createTenant } from "@/lib/testing/tenant";
import { cpuOfTree } from "./cpu";
import { createPost } from "./post";
import { percentilesInWords } from "./statistics";
import { steadily } from "./steadily";
import { untilNone } from "./until-none";

const PER_SECOND = 200;
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 4_000);
const WARM_UP = 600;
const AIM_MS = 50;
const POLL_MS = 100;

const url = new URL("/api/inbound/whatsapp", process.env.APP_URL);
const { post, close } = createPost(url, 200);

// Messages to a linked number: each is verified, stored, answered, and then published by its handler in the same process.
const tenant = await createTenant();
const number = newNumber();
await linkWhatsappNumber(tenant.ctx, tenant.workspaceId, { name: "Bench", phoneNumberId: number, displayNumber: "" });
await atSteadyRate(WARM_UP);
await allHandled();
const cpuBefore = cpuOf();
const startedAt = performance.now();
const latencies = await atSteadyRate(REQUESTS);
const tookMs = performance.now() - startedAt;
await allHandled();
const drainedMs = performance.now() - startedAt - tookMs;
const late = latencies.filter((ms) => ms > AIM_MS).length;
console.log(
  `\nWhatsApp messages over HTTP to the built app, ${PER_SECOND}/s, ${REQUESTS} requests (sent at ${(REQUESTS / (tookMs / 1000)).toFixed(0)}/s):`,
);
console.log(`request → answer:  ${percentilesInWords(latencies)}  max ${Math.max(...latencies).toFixed(0)} ms`);
console.log(`above ${AIM_MS} ms:       ${((late / latencies.length) * 100).toFixed(2)} % (the aim: under 1 %)`);
console.log(`all published ${(drainedMs / 1000).toFixed(1)} s after the last answer`);
const cpu = cpuOf();
const each = (pid: "server" | "postgres") => `${((cpu[pid] - cpuBefore[pid]) / REQUESTS).toFixed(1)} ms`;
console.log(`CPU a message, received and published: server ${each("server")}, PostgreSQL ${each("postgres")}`);
close();
await disconnect();

/** Sends at the rate whatever the answers do, as providers do, and answers with how long each took, in ms. */
async function atSteadyRate(count: number): Promise<number[]> {
  const bodies = Array.from({ length: count }, () =>
    JSON.stringify(
      envelope([change(number, { messages: [message("text", { text: { body: "Is it on for Thursday?" } })] })]),
    ),
  ).map((body) => ({ body, headers: { "x-hub-signature-256": signatureOf(body, process.env.WHATSAPP_APP_SECRET) } }));
  return steadily({ count, perSecond: PER_SECOND }, (index) => {
    const { body = "", headers = {} } = bodies[index] ?? {};
    return post(body, headers);
  });
}

function cpuOf(): { server: number; postgres: number } {
  const of = (pid: string | undefined) => cpuOfTree(Number(pid)) ?? Number.NaN;
  return { server: of(process.env.BENCH_SERVER_PID), postgres: of(process.env.BENCH_POSTGRES_PID) };
}

function allHandled(): Promise<void> {
  return untilNone("SELECT 1 FROM inbound_events WHERE status = 'received' LIMIT 1", [], POLL_MS);
}
