import { beforeEach, expect, it } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { attemptNow } from "@/lib/testing/attempt-now";
import { onRequestHead } from "@/lib/testing/raw-server";
import { rawForTest, sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { ATTEMPTS_MAX } from "./schedule";

const HEALTHY = 20;

let tenant: Tenant;
let healthy: Sink;
beforeEach(async () => {
  tenant = await createTenant();
  healthy = await sinkForTest();
  for (let n = 0; n < HEALTHY; n++) await webhookTo(tenant, `${healthy.url}/${n}`);
});

// All of them ask to be tried again.
const ANSWERS: [string, (string | Buffer)[], number | null][] = [
  [
    "a body of NUL and half a pair",
    ["HTTP/1.1 500 No\r\ncontent-length: 5\r\n\r\n", Buffer.from([97, 0, 0xed, 0xa0, 0x80])],
    500,
  ],
  [
    "a header of bytes that are no text",
    [Buffer.from("HTTP/1.1 500 No\r\nx-odd: \xff\x80\r\ncontent-length: 0\r\n\r\n", "latin1")],
    500,
  ],
  ["a header with NUL", ["HTTP/1.1 500 No\r\nx-odd: a\0b\r\ncontent-length: 0\r\n\r\n"], null],
  [
    "a length of 3 GB and 90 KB",
    ["HTTP/1.1 500 No\r\ncontent-length: 3000000000\r\n\r\n", Buffer.alloc(90_000, "a")],
    500,
  ],
  ["a thousand headers", [`HTTP/1.1 500 No\r\n${"a: 1\r\n".repeat(1_000)}content-length: 0\r\n\r\n`], 500],
  ["status 999", ["HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n"], 999],
];

async function oddReceiver(parts: readonly (string | Buffer)[]): Promise<string> {
  const { port } = await rawForTest((socket) => onRequestHead(socket, () => parts.map((part) => socket.write(part))));
  return webhookTo(tenant, `http://127.0.0.1:${port}/odd`);
}

it("records odd answers beside healthy ones, each with its number, its schedule and its limit", async () => {
  const odd = new Map<string, (typeof ANSWERS)[number]>();
  for (const answer of ANSWERS) odd.set(await oddReceiver(answer[1]), answer);
  const ids = await publishMany(tenant);
  await attemptNow(...ids);
  expect(new Set(healthy.requests.map(({ path }) => path)).size).toBe(HEALTHY);
  expect(healthy.requests).toHaveLength(HEALTHY);
  const rows = await Promise.all(ids.map(deliveryRow));
  const oddIds: string[] = [];
  for (const row of rows) {
    const answer = odd.get(row.destinationId);
    if (!answer) {
      expect(row).toMatchObject({ status: "delivered", attemptCount: 1 });
      continue;
    }
    oddIds.push(row.id);
    expect(row, answer[0]).toMatchObject({ status: "retrying", attemptCount: 1, lastStatus: answer[2], lease: null });
    expect((row.dueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(1_000);
    expect(await attemptRows(row.id)).toMatchObject([{ number: 1, responseStatus: answer[2] }]);
  }
  expect(oddIds).toHaveLength(ANSWERS.length);
  // Nine attempts later each of them has failed for good.
  await sqlPool().query("UPDATE deliveries SET attempt_count = $2 WHERE id = ANY($1)", [oddIds, ATTEMPTS_MAX - 1]);
  await attemptNow(...ids);
  for (const id of oddIds) {
    expect(await deliveryRow(id)).toMatchObject({ status: "failed", attemptCount: ATTEMPTS_MAX, dueAt: null });
  }
  expect(healthy.requests).toHaveLength(HEALTHY);
});

it("takes a group apart that the database refuses for one's sake, and sends nothing twice", async () => {
  await sqlPool().query("ALTER TABLE attempts ADD CHECK (response_body IS NULL OR response_body NOT LIKE '%poison%')");
  const poisonous = await sinkForTest();
  poisonous.answer({ status: 500, body: "poison" });
  await webhookTo(tenant, poisonous.url);
  const ids = await publishMany(tenant);
  await attemptNow(...ids);
  expect(healthy.requests).toHaveLength(HEALTHY);
  const rows = await Promise.all(ids.map(deliveryRow));
  expect(rows.filter(({ status }) => status === "delivered")).toHaveLength(HEALTHY);
  const [odd] = rows.filter(({ status }) => status === "retrying");
  const explanation = "The destination answered 500; what it said could not be kept.";
  expect(await attemptRows(odd?.id ?? "")).toMatchObject([{ number: 1, responseStatus: 500, explanation }]);
  await attemptNow(...ids);
  expect(await deliveryRow(odd?.id ?? "")).toMatchObject({ attemptCount: 2 });
  expect(healthy.requests).toHaveLength(HEALTHY);
});
