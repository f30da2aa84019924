import { Pool } from "undici";
import { newId } from "@/lib/ids";
import { signatureHeaders } from "@/lib/signing/sign";
import { unixSeconds } from "@/lib/time";
import type { SinkProcess } from "./sink-process";

export type BareInput = { sink: SinkProcess; count: number; concurrency: number; body: string; secret: string };

/**
 * The yardstick: signs the same bytes and posts them with the same headers, and does nothing else. No database, no queue,
 * no record. Deliveries per second, from the first request to the last one's arrival.
 */
export async function bareLoop({ sink, count, concurrency, body, secret }: BareInput): Promise<number> {
  const { origin, pathname } = new URL(sink.url);
  const pool = new Pool(origin, { connections: concurrency, pipelining: 1 });
  const { received } = await sink.expect(count);
  const startedAt = performance.timeOrigin + performance.now();
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const response = await pool.request({ method: "POST", path: pathname, headers: headers(body, secret), body });
      await response.body.dump();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { lastAt } = await received;
  await pool.close();
  return count / ((lastAt - startedAt) / 1000);
}

function headers(body: string, secret: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "AtelyaOS-Webhooks/1",
    "x-atelyaos-event": "workroom.completed",
    "x-atelyaos-delivery": newId("delivery"),
    "x-atelyaos-attempt": "1",
    ...signatureHeaders({
      body,
      eventId: newId("event"),
      timestampSeconds: unixSeconds(Date.now()),
      secrets: [secret],
    }),
  };
}
