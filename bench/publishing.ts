import { disconnect } from "@/lib/db/client";
import { catalogue } from "@/lib/events/catalogue";
import { createApiKey } from "@/lib/keys/api-keys";
import { bridgeTo, createSigningTenant } from "@/lib/testing/bridge";
import { createPost } from "./post";
import { SinkProcess } from "./sink-process";
import { percentilesInWords } from "./statistics";
import { allDelivered } from "./until-none";

const EVENTS = Number(process.env.BENCH_EVENTS ?? 500);
const WARM_UP = 100;
const CLIENTS = 16;
const DESTINATIONS = [1, 10, 100];
// A key may send 600 requests at once, and then 60 a second: what is measured is the way in, not its limit.
const EVENTS_PER_KEY = 500;
const POLL_MS = 50;

const { post, close } = createPost(new URL("/api/v1/events", process.env.APP_URL), 202);
const sink = await SinkProcess.start();
console.log(
  `\nPOST /api/v1/events, one event a request, ${CLIENTS} clients, ${EVENTS} events; deliveries go out meanwhile:`,
);
for (const destinations of DESTINATIONS) await measure(destinations);
sink.stop();
close();
await disconnect();

/** Publishes as fast as the clients are answered, to an organization with so many bridges that hear of it. */
async function measure(destinations: number): Promise<void> {
  const tenant = await createSigningTenant();
  for (let number = 0; number < destinations; number++) await bridgeTo(tenant, sink.url, ["workroom.completed"]);
  const keys = await Promise.all(
    Array.from({ length: Math.ceil((EVENTS + WARM_UP) / EVENTS_PER_KEY) }, async (_, index) =>
      createApiKey(tenant.ctx, { name: `Bench ${index}`, scopes: ["events:write"] }),
    ),
  );
  const { data } = catalogue["workroom.completed"].example;
  const body = JSON.stringify({ type: "workroom.completed", workspace_id: tenant.workspaceId, data });
  const publish = async (count: number) => {
    const latencies: number[] = [];
    let next = 0;
    const client = async () => {
      while (next < count) {
        const { key } = keys[next++ % keys.length] ?? { key: "" };
        latencies.push(await post(body, { authorization: `Bearer ${key}` }));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    return latencies;
  };
  await publish(WARM_UP);
  await allDelivered(tenant.organizationId, POLL_MS);
  const startedAt = performance.now();
  const latencies = await publish(EVENTS);
  const perSecond = EVENTS / ((performance.now() - startedAt) / 1_000);
  await allDelivered(tenant.organizationId, POLL_MS);
  const label = `${destinations} ${destinations === 1 ? "destination" : "destinations"}:`;
  console.log(`${label.padEnd(18)} ${perSecond.toFixed(0).padStart(4)} events/s  ${percentilesInWords(latencies)}`);
}
