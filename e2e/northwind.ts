import { createBridge } from "@/lib/bridges/create";
import { pauseBridge } from "@/lib/bridges/pause";
import { db } from "@/lib/db/client";
import type { EventTypeName } from "@/lib/events/catalogue";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";
import { type PastAttempt, recordPast } from "./history";
import { newTenant, type TestTenant } from "./tenant";

/** The organization of the pictures: believable, and of nobody. Deliveries are written as past, so nothing is sent. */
export type Northwind = { tenant: TestTenant; channel: string; failed: string };

const OWNER = "maya@northwind.example";
const ROOMS = [
  "Spring launch campaign",
  "Trade fair booth",
  "Customer stories Q4",
  "Pricing page refresh",
  "Brand film",
];

export async function makeNorthwind(): Promise<Northwind> {
  const tenant = await newTenant();
  const { organizationId, workspaceId } = tenant;
  await db.organization.update({ where: { id: organizationId }, data: { name: "Northwind" } });
  await db.workspace.update({ where: { id: workspaceId }, data: { name: "Marketing" } });
  await rename(tenant);
  const add = async (name: string, format: string, url: string, eventTypes: EventTypeName[] | ["*"], config = {}) =>
    (await createBridge(tenant.ctx, { workspaceId, name, format, url, eventTypes, config })).id;

  const warehouse = await add("Data warehouse", "custom", "https://ingest.northwind.example/atelya", ["*"]);
  const sheet = await add("Reporting sheet", "generic_json", "https://hooks.zapier.com/hooks/catch/310442/b2x7kq", [
    "credits.low",
    "credits.exhausted",
  ]);
  const desk = await add("Support desk", "zendesk", "https://northwind.zendesk.com", ["workroom.revision_requested"], {
    auth: "api_token",
    email: "admin@northwind.example",
    apiToken: "4mQ8example0token0of0a0help0desk",
  });
  const crm = await add(
    "Ops CRM",
    "salesforce",
    "https://northwind.my.salesforce.com",
    ["workroom.completed", "deliverable.approved"],
    {
      objectName: "Task",
      auth: "token",
      accessToken: "00Dexample0session0token",
    },
  );
  const channel = await add(
    "#deliverables",
    "slack",
    "https://hooks.slack.com/services/T04QZ7K2M/B05N8RWX1/9fK2mExampleOfASecret",
    ["workroom.completed", "deliverable.approved", "workroom.revision_requested"],
  );

  await busyDay(tenant, sheet, ["credits.low"], 7, succeeded('{"status":"success"}'));
  await busyDay(
    tenant,
    crm,
    ["workroom.completed"],
    3,
    succeeded('{"id":"00T8d00000Xb2fWEAR","success":true,"errors":[]}', 201),
  );
  await busyDay(
    tenant,
    channel,
    ["workroom.completed", "deliverable.approved", "workroom.revision_requested"],
    1.3,
    succeeded("ok"),
  );
  await busyDay(tenant, warehouse, ["agent.updated"], 5, succeeded("", 204));
  await pauseBridge(tenant.ctx, { bridgeId: warehouse });
  for (const [index, room] of ROOMS.slice(0, 3).entries()) {
    const busy = {
      status: 503,
      headers: { "retry-after": "240" },
      body: '[{"message":"Server unavailable","errorCode":"SERVER_UNAVAILABLE"}]',
      durationMs: 640,
    };
    await recordPast(
      tenant,
      { id: crm },
      "workroom.completed",
      [{ at: Date.now() - (50 - index * 15) * SECOND_MS, ...busy }],
      named(room),
    );
  }
  await refuse(tenant, desk);
  const failed = await overloaded(tenant, channel);
  return { tenant, channel, failed };
}

// In a run that began anew after a failure, somebody of the first beginning has the address.
async function rename(tenant: TestTenant): Promise<void> {
  const { email } = tenant.owner;
  await db.user.updateMany({ where: { email: OWNER }, data: { email: `former-${email}` } });
  await db.user.update({ where: { email }, data: { name: "Maya Okafor", email: OWNER } });
  tenant.owner.email = OWNER;
}

// A delivery every so many hours, none to the minute.
async function busyDay(
  tenant: TestTenant,
  id: string,
  types: readonly EventTypeName[],
  everyHours: number,
  answer: Omit<PastAttempt, "at">,
): Promise<void> {
  let number = 0;
  for (let hours = 23; hours > 0.2; hours -= everyHours * (0.4 + ((number * 7) % 5) * 0.3)) {
    const type = types[number % types.length] ?? "workroom.completed";
    const at = Date.now() - hours * HOUR_MS + ((number * 37) % 50) * SECOND_MS;
    const data = type.startsWith("workroom") ? named(ROOMS[number % ROOMS.length] ?? "") : {};
    await recordPast(
      tenant,
      { id },
      type,
      [{ ...answer, at, durationMs: answer.durationMs + ((number * 53) % 140) }],
      data,
    );
    number += 1;
  }
}

// Slack asked to slow down twice, and then took it.
async function overloaded(tenant: TestTenant, channel: string): Promise<string> {
  const began = Date.now() - 3 * MINUTE_MS;
  const headers = { "content-type": "text/plain", "retry-after": "30" };
  await recordPast(tenant, { id: channel }, "deliverable.approved", [
    { at: began, durationMs: 212, status: 429, headers, body: "rate_limited" },
    { at: began + 31 * SECOND_MS, durationMs: 184, status: 200, headers: { "content-type": "text/html" }, body: "ok" },
  ]);
  return recordPast(
    tenant,
    { id: channel },
    "workroom.completed",
    [
      {
        at: Date.now() - 48 * SECOND_MS,
        durationMs: 5_020,
        status: 502,
        headers: { "content-type": "text/plain" },
        body: "upstream connect error",
      },
      {
        at: Date.now() - 38 * SECOND_MS,
        durationMs: 212,
        status: 500,
        headers: { "content-type": "text/plain", "retry-after": "240" },
        body: "rollup_error",
      },
    ],
    named("Spring launch campaign"),
  );
}

async function refuse(tenant: TestTenant, desk: string): Promise<void> {
  const at = Date.now() - 2 * HOUR_MS;
  await recordPast(tenant, { id: desk }, "workroom.revision_requested", [
    {
      at,
      durationMs: 156,
      status: 410,
      headers: { "content-type": "application/json" },
      body: '{"error":"InvalidEndpoint","description":"Not found"}',
    },
  ]);
  const disabledReason = "The help desk answered 410 Gone: this Zendesk account was closed.";
  await db.destination.update({ where: { id: desk }, data: { disabledAt: new Date(at), disabledReason } });
}

function succeeded(body: string, status = 200): Omit<PastAttempt, "at"> {
  return {
    durationMs: 140,
    status,
    headers: { "content-type": body.startsWith("{") ? "application/json" : "text/html" },
    body,
  };
}

function named(name: string) {
  return {
    workroom: {
      id: "wr_01M7C9FXG07ZGGDTQJ23T2PFM8",
      name,
      url: "https://app.atelyaos.com/workrooms/wr_01M7C9FXG07ZGGDTQJ23T2PFM8",
    },
  };
}
