import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { failure, slack } from "@/lib/testing/bridge-forms";
import { countDeadlocks } from "@/lib/testing/deadlocks";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createBridge } from "./create";
import { getBridge } from "./get";
import { enableBridge, pauseBridge, resumeBridge } from "./pause";
import { removeBridge, restoreBridge } from "./remove";
import { updateBridge } from "./update";

const ROUNDS = 20;

let tenant: Tenant;
let bridgeId: string;
beforeAll(async () => {
  tenant = await createTenant();
});
afterAll(async () => expect(await countDeadlocks()).toBe(0));
beforeEach(async () => {
  bridgeId = (await createBridge(tenant.ctx, { workspaceId: tenant.workspaceId, ...slack })).id;
});

const save = (version: number, name: string) => updateBridge(tenant.ctx, { ...slack, bridgeId, version, name });
const row = () => db.destination.findUniqueOrThrow({ where: { id: bridgeId } });
const actions = async () => {
  const entries = await db.auditEntry.findMany({ where: { targetId: bridgeId }, orderBy: { id: "asc" } });
  return entries.map(({ action }) => action);
};

describe("a pause or a resume", () => {
  it("during the edit of a form is no conflict of it, and both are kept", async () => {
    for (let n = 1; n <= ROUNDS; n++) {
      const [saved] = await Promise.all([
        save(n, `Bridge ${n}`),
        n % 2 ? pauseBridge(tenant.ctx, { bridgeId }) : resumeBridge(tenant.ctx, { bridgeId }),
      ]);
      expect(saved.version).toBe(n + 1);
      const shown = await getBridge(tenant.ctx, { bridgeId });
      expect(shown).toMatchObject({ name: `Bridge ${n}`, state: n % 2 ? "paused" : "active", version: n + 1 });
    }
  });

  it("from several windows at once is one, and is told once", async () => {
    await Promise.all(Array.from({ length: 5 }, () => pauseBridge(tenant.ctx, { bridgeId })));
    const { pausedAt } = await row();
    await pauseBridge(tenant.ctx, { bridgeId });
    expect((await row()).pausedAt).toEqual(pausedAt);
    await Promise.all(Array.from({ length: 5 }, () => resumeBridge(tenant.ctx, { bridgeId })));
    expect(await actions()).toEqual(["bridge.created", "bridge.paused", "bridge.resumed"]);
  });

  it("forgets no failures of a bridge that was not paused, and enables none that was not disabled", async () => {
    const failingSince = new Date("2026-01-01T00:00:00Z");
    await db.destination.update({ where: { id: bridgeId }, data: { failingSince, consecutiveFailures: 7 } });
    await resumeBridge(tenant.ctx, { bridgeId });
    await enableBridge(tenant.ctx, { bridgeId });
    expect(await row()).toMatchObject({ failingSince, consecutiveFailures: 7 });
    expect(await actions()).toEqual(["bridge.created"]);
  });

  it("closes a circuit that was broken, so that it goes on at once", async () => {
    const broken = { breakerOpenedAt: new Date(), breakerReason: "It does not answer.", breakerProbes: 3 };
    await db.destination.update({
      where: { id: bridgeId },
      data: {
        ...broken,
        breakerProbeAt: new Date(),
        heldUntil: new Date(),
        disabledAt: new Date(),
        disabledReason: "410",
      },
    });
    await enableBridge(tenant.ctx, { bridgeId });
    const fresh = {
      breakerOpenedAt: null,
      breakerReason: null,
      breakerProbeAt: null,
      breakerProbes: 0,
      heldUntil: null,
    };
    expect(await row()).toMatchObject({ ...fresh, disabledAt: null, disabledReason: null });
    expect((await row()).breakerClosedAt).not.toBeNull();
  });
});

describe("a deletion", () => {
  it("beside a save ends in a deletion, and can be taken back with what was saved", async () => {
    for (let n = 1; n <= ROUNDS; n++) {
      const { version } = await row();
      const [deleted, saved] = await Promise.allSettled([
        removeBridge(tenant.ctx, { bridgeId }),
        save(version, `Bridge ${n}`),
      ]);
      expect(deleted.status).toBe("fulfilled");
      if (saved.status === "rejected") expect(saved.reason).toMatchObject({ code: "not_found" });
      expect((await failure(getBridge(tenant.ctx, { bridgeId }))).code).toBe("not_found");
      await restoreBridge(tenant.ctx, { bridgeId });
      expect((await row()).version).toBe(saved.status === "fulfilled" ? version + 1 : version);
    }
  });
});
