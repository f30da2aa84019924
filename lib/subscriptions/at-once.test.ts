import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db, sqlPool } from "@/lib/db/client";
import { openDestination } from "@/lib/destinations/sealing";
import { countDeadlocks } from "@/lib/testing/deadlocks";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createSubscription } from "./create";
import { getSubscription } from "./get";
import { pauseSubscription, resumeSubscription } from "./pause";
import { removeSubscription } from "./remove";
import type { Subscription } from "./schema";
import { updateSubscription } from "./update";

const ROUNDS = 30;

let tenant: Tenant;
let id: string;
beforeAll(async () => {
  tenant = await createTenant();
});
afterAll(async () => expect(await countDeadlocks()).toBe(0));
beforeEach(async () => {
  const made = await createSubscription(tenant.ctx, { url: "https://example.com/0", events: ["workroom.completed"] });
  id = made.id;
});

type Field = { change: (n: number) => object; shown: (n: number) => Partial<Subscription> };

/** What the n-th change of a field writes, and how it is read afterwards. */
const FIELDS: Record<string, Field> = {
  url: {
    change: (n) => ({ url: `https://host${n}.example.com/hook` }),
    shown: (n) => ({ url: `https://host${n}.example.com/hook` }),
  },
  events: {
    change: (n) => ({ events: [{ type: "credits.low", filter: { workroom_ids: [`wr_${n}`] } }, "agent.updated"] }),
    shown: (n) => ({ events: [{ type: "credits.low", filter: { workroom_ids: [`wr_${n}`] } }, "agent.updated"] }),
  },
  filter: {
    change: (n) => ({ filter: n % 2 ? { workroom_ids: [`wr_${n}`] } : null }),
    shown: (n) => ({ filter: n % 2 ? { workroom_ids: [`wr_${n}`] } : null }),
  },
  description: { change: (n) => ({ description: `desk ${n}` }), shown: (n) => ({ description: `desk ${n}` }) },
  metadata: { change: (n) => ({ metadata: { n: `${n}` } }), shown: (n) => ({ metadata: { n: `${n}` } }) },
  rate: {
    change: (n) => ({ rate_limit_per_second: n + 1 }),
    shown: (n) => ({ rate_limit_per_second: n + 1 }),
  },
  active: { change: (n) => ({ active: n % 2 === 0 }), shown: (n) => ({ status: n % 2 ? "paused" : "active" }) },
};

describe("changes at once", () => {
  it("are all kept, of whichever fields, and each is a version of its own", async () => {
    const fields = Object.values(FIELDS);
    for (let n = 1; n <= ROUNDS; n++) {
      const answers = await Promise.all(fields.map(({ change }) => updateSubscription(tenant.ctx, id, change(n))));
      for (const [index, { shown }] of fields.entries()) expect(answers[index]).toMatchObject(shown(n));
      const all = Object.assign({}, ...fields.map(({ shown }) => shown(n)));
      expect(await getSubscription(tenant.ctx, { id })).toMatchObject(all);
    }
    expect((await getSubscription(tenant.ctx, { id })).version).toBe(1 + ROUNDS * fields.length);
  });

  it("name it by what both say, and seal the URL that was given", async () => {
    for (let n = 1; n <= ROUNDS; n++) {
      await Promise.all([
        updateSubscription(tenant.ctx, id, { description: n % 2 ? `desk ${n}` : null }),
        updateSubscription(tenant.ctx, id, { url: `https://host${n}.example.com/hook` }),
      ]);
      const row = await db.destination.findUniqueOrThrow({ where: { id } });
      expect(row.name).toBe(n % 2 ? `desk ${n}` : `host${n}.example.com`);
      expect(openDestination(row).url).toBe(`https://host${n}.example.com/hook`);
    }
  });

  it("of a pause and a change are both kept, and neither undoes a resume", async () => {
    for (let n = 1; n <= ROUNDS; n++) {
      await Promise.all([
        n % 2 ? pauseSubscription(tenant.ctx, { id }) : resumeSubscription(tenant.ctx, { id }),
        updateSubscription(tenant.ctx, id, { description: `desk ${n}` }),
      ]);
      const shown = await getSubscription(tenant.ctx, { id });
      expect(shown).toMatchObject({ description: `desk ${n}`, status: n % 2 ? "paused" : "active" });
    }
  });
});

describe("a change of a version", () => {
  it("is made once: of several that saw the same version one is done, and the others change nothing", async () => {
    for (let n = 0; n < 10; n++) {
      const { version } = await getSubscription(tenant.ctx, { id });
      const names = ["a", "b", "c", "d"].map((name) => `${name}${n}`);
      const works = names.map((description) => updateSubscription(tenant.ctx, id, { description }, [version]));
      const settled = await Promise.allSettled(works);
      const done = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      const refused = settled.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
      expect([done.length, refused]).toEqual([1, Array(3).fill("precondition_failed")]);
      expect(await getSubscription(tenant.ctx, { id })).toMatchObject({
        version: version + 1,
        description: done[0]?.description,
      });
    }
  });

  it("is refused where it is stale, whatever it would have done", async () => {
    await updateSubscription(tenant.ctx, id, { description: "newer" });
    const stale = [1];
    const works = [
      () => updateSubscription(tenant.ctx, id, { description: "older" }, stale),
      () => updateSubscription(tenant.ctx, id, {}, stale),
      () => pauseSubscription(tenant.ctx, { id }, stale),
      () => resumeSubscription(tenant.ctx, { id }, stale),
      () => removeSubscription(tenant.ctx, { id }, stale),
      () => updateSubscription(tenant.ctx, id, { description: "older" }, []),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ code: "precondition_failed" });
    expect(await getSubscription(tenant.ctx, { id })).toMatchObject({ description: "newer", status: "active" });
    await pauseSubscription(tenant.ctx, { id }, [1, 2]);
    expect(await getSubscription(tenant.ctx, { id })).toMatchObject({ status: "paused", version: 2 });
  });
});

describe("a deletion", () => {
  it("beside a change ends in a deletion: the change is kept or finds nothing", async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const made = await createSubscription(tenant.ctx, { url: "https://example.com/x", events: ["credits.low"] });
      const [deleted, changed] = await Promise.allSettled([
        removeSubscription(tenant.ctx, made),
        updateSubscription(tenant.ctx, made.id, { description: "late", active: true }),
      ]);
      expect(deleted.status).toBe("fulfilled");
      if (changed.status === "rejected") expect(changed.reason).toMatchObject({ code: "not_found" });
      const row = await db.destination.findUniqueOrThrow({ where: { id: made.id } });
      expect(row.deletedAt).not.toBeNull();
    }
  });
});

describe("what comes between the look and the change", () => {
  /** Starts a work once `sql` has been done to the row and not committed, and commits when the work waits for it. */
  async function between(sql: string, work: () => Promise<unknown>): Promise<unknown> {
    const client = await sqlPool().connect();
    await client.query("BEGIN");
    await client.query(`UPDATE destinations SET ${sql} WHERE id = $1`, [id]);
    const ended = work().catch((error: unknown) => error);
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await vi.waitUntil(async () => (await client.query(waiting)).rowCount === 1);
    await client.query("COMMIT");
    client.release();
    return ended;
  }

  it("counts for a key of some workspaces, whose sight it ended", async () => {
    const own = { ...tenant.ctx, workspaces: [tenant.workspaceId] };
    const seen = { filter: { workspace_ids: [tenant.workspaceId] } };
    for (const work of [
      () => updateSubscription(own, id, { description: "by a key" }),
      () => pauseSubscription(own, { id }),
      () => removeSubscription(own, { id }),
    ]) {
      await updateSubscription(tenant.ctx, id, seen);
      expect(await between("filters = NULL", work)).toMatchObject({ code: "not_found" });
    }
    expect(await getSubscription(tenant.ctx, { id })).toMatchObject({ description: null, status: "active" });
  });

  it("counts for a version, for a pause and for a deletion", async () => {
    const update = (versions?: number[]) => updateSubscription(tenant.ctx, id, { description: "mine" }, versions);
    expect(await between("version = version + 1", () => update([1]))).toMatchObject({ code: "precondition_failed" });
    expect(await between("paused_at = '2026-01-01'", () => pauseSubscription(tenant.ctx, { id }))).toMatchObject({
      status: "paused",
    });
    const row = await db.destination.findUniqueOrThrow({ where: { id } });
    expect(row.pausedAt).toEqual(new Date("2026-01-01T00:00:00Z"));
    expect(await db.auditEntry.count({ where: { targetId: id, action: "subscription.paused" } })).toBe(0);
    expect(await between("deleted_at = now()", () => update())).toMatchObject({ code: "not_found" });
  });
});
