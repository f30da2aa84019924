import { publishEvent, publishEvents } from "@/lib/deliveries/publish/publish";
import { exampleInput } from "@/lib/testing/bridge";
import type { Tenant } from "@/lib/testing/tenant";
import type { Received, SinkProcess } from "./sink-process";
import { steadily } from "./steadily";
import { allDelivered } from "./until-none";

/** One round: how fast, how long each event took from publish to the sink, and where the time went, in ms. */
export type Round = { perSecond: number; latenciesMs: number[]; publishMs: number; sinkCpuMs: number; wallMs: number };

export type ProductInput = { tenant: Tenant; sink: SinkProcess; count: number };

const EVENTS_PER_PUBLISH = 100;
const PUBLISHERS = 4;
// The last attempt's row is written some milliseconds after the sink has answered it.
const ROWS_POLL_MS = 5;

const now = () => performance.timeOrigin + performance.now();

/** Publishes as fast as four callers with a hundred events a call can, and ends when the sink has all and every row is written. */
export async function fullSpeed(input: ProductInput): Promise<Round> {
  const { tenant, sink, count } = input;
  const { received } = await sink.expect(count);
  const publishedAt = new Map<string, number>();
  const startedAt = now();
  let left = count;
  const publisher = async () => {
    while (left > 0) {
      const size = Math.min(EVENTS_PER_PUBLISH, left);
      left -= size;
      const at = now();
      const published = await publishEvents(
        tenant.ctx,
        Array.from({ length: size }, () => exampleInput(tenant)),
      );
      for (const { id } of published) publishedAt.set(id, at);
    }
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, publisher));
  const publishMs = now() - startedAt;
  const arrived = await received;
  await allDelivered(tenant.organizationId, ROWS_POLL_MS);
  const wallMs = now() - startedAt;
  return {
    perSecond: count / (wallMs / 1000),
    latenciesMs: latencies(publishedAt, arrived),
    publishMs,
    sinkCpuMs: arrived.cpuMs,
    wallMs,
  };
}

/** How long each publish took to answer, and how long each event took from that call to the sink, in ms. */
export type Latencies = { publishMs: number[]; arrivalMs: number[] };

/** Publishes one event at a time at a steady rate, as a product in use does, for the latencies of an unhurried queue. */
export async function steady(input: ProductInput & { perSecond: number }): Promise<Latencies> {
  const { tenant, sink, count, perSecond } = input;
  const { received } = await sink.expect(count);
  const publishedAt = new Map<string, number>();
  const publishMs = await steadily({ count, perSecond }, () => publishOne(tenant, publishedAt));
  const arrived = await received;
  await allDelivered(tenant.organizationId, ROWS_POLL_MS);
  return { publishMs, arrivalMs: latencies(publishedAt, arrived) };
}

async function publishOne(tenant: Tenant, publishedAt: Map<string, number>): Promise<number> {
  const at = now();
  const { id } = await publishEvent(tenant.ctx, exampleInput(tenant));
  publishedAt.set(id, at);
  return now() - at;
}

function latencies(publishedAt: ReadonlyMap<string, number>, { arrivals }: Received): number[] {
  return [...publishedAt].map(([id, at]) => {
    const arrivedAt = arrivals.get(id);
    if (arrivedAt === undefined) throw new Error(`${id} did not arrive`);
    return arrivedAt - at;
  });
}
