import { clockNow } from "@/lib/clock";
import { groupCommit } from "@/lib/db/group-commit";
import { backoffMs } from "./backoff";
import { Dispatcher } from "./dispatcher";
import { Executor } from "./execute";
import type { Accept } from "./intake";
import { Leases } from "./leases";
import { createNotifier, listen } from "./notify";
import { Presence } from "./presence";
import { insertRuns } from "./queue-insert";
import { purge } from "./queue-purge";
import { unbatch } from "./queue-write";
import { routeStored } from "./route-stored";
import { newRun, Router } from "./router";
import { startSchedule } from "./schedule";
import { createSdkCall } from "./sdk-call";
import { ownEvent } from "./send-request";
import { planFunctions } from "./support";
import type { EngineOptions, NewRun, Timing } from "./types";
import { Upkeep } from "./upkeep";

const SLOTS = { singles: 256, batches: 64 };
const TIMING: Timing = { pollMs: 500, beatMs: 1_000, silentMs: 8_000, drainMs: 10_000, backoffMs };
const PURGE_EVERY_MS = 10 * 60_000;

export type Engine = {
  /** Takes in events; resolves once they are durable. */
  accept: Accept;
  /** Waits for what runs, hands back the rest, and leaves. The pools are the caller's to end. */
  stop(): Promise<void>;
  health(): { ok: boolean; detail: string };
};

/**
 * Starts an engine that runs these functions in this process, its state in the pools' database, by whose clock it goes
 * (lib/clock: the caller keeps it set). Throws on a function that asks for what the engine does not implement.
 */
export async function startEngine({ pool, upkeepPool, client, functions, ...options }: EngineOptions): Promise<Engine> {
  const timing = { ...TIMING, ...options.timing };
  const { logger } = options;
  const plans = planFunctions(client.id, functions);
  const router = new Router(plans);
  const notify = createNotifier(upkeepPool);
  // An idle connection that breaks would else take the process down.
  const onPoolError = (error: Error) => logger.warn({ err: error }, "a database connection broke");
  for (const each of [pool, upkeepPool]) each.on("error", onPoolError);
  let state: "running" | "stopping" | "stopped" = "running";

  const insert = groupCommit((runs: readonly NewRun[]) => insertRuns(pool, runs), { itemsMax: 2_000, writersMax: 2 });

  async function start(runs: readonly NewRun[]): Promise<void> {
    const leased = runs.map((run) => dispatcher.lease(run));
    let inserted: Awaited<ReturnType<typeof insert>> = [];
    try {
      inserted = await insert(leased);
    } finally {
      leased.forEach((run, index) => {
        dispatcher.inserted(run, inserted[index]);
      });
      dispatcher.pumpSoon();
    }
    const soon = clockNow() + timing.pollMs;
    if (leased.some((run, index) => inserted[index] === "queued" && run.dueAtMs <= soon)) notify();
  }

  const accept: Accept = (events) => start(events.flatMap((event) => router.route(event)));

  const presence = new Presence({ ...timing, pool: upkeepPool, logger });
  const leases = new Leases(upkeepPool, logger, () => presence.id);
  const upkeep = new Upkeep({
    pool: upkeepPool,
    logger,
    everyMs: timing.beatMs,
    silentMs: timing.silentMs,
    self: () => presence.id,
    onFreed: () => dispatcher.rounds.lookWithin(0),
    findLost: () => leases.findLost(),
  });
  const executor = new Executor({
    pool,
    logger,
    call: createSdkCall(client, functions),
    backoffMs: timing.backoffMs,
    stopping: () => state !== "running",
    ended: () => state === "stopped",
    send: (event) => accept([ownEvent(event)]),
  });
  const dispatcher = new Dispatcher({
    pool,
    logger,
    plans,
    slots: { ...SLOTS, ...options.slots },
    pollMs: timing.pollMs,
    owner: () => presence.id,
    executor,
    leases,
    onLook: async () => {
      if (await routeStored({ pool, logger, accept })) dispatcher.rounds.lookWithin(0);
    },
  });

  await unbatch(
    pool,
    plans.filter(({ batch }) => !batch).map(({ id }) => id),
  );
  await presence.start();
  await upkeep.start();
  dispatcher.rounds.lookWithin(0);
  const listener = listen(upkeepPool.options, logger, () => dispatcher.rounds.lookWithin(0));
  const schedule = startSchedule(plans, (plan, event) => {
    start([newRun(plan, event)]).catch((error) =>
      logger.error({ err: error, functionId: plan.id }, "a cron run was not queued"),
    );
  });
  const purging = setInterval(() => {
    purge(pool).catch((error) => logger.warn({ err: error }, "old event ids were not purged"));
  }, PURGE_EVERY_MS);
  purging.unref();

  return {
    accept,
    stop: async () => {
      if (state !== "running") return;
      state = "stopping";
      schedule.stop();
      listener.stop();
      clearInterval(purging);
      await dispatcher.stop(timing.drainMs);
      state = "stopped";
      await upkeep.stop();
      await presence.stop();
      for (const each of [pool, upkeepPool]) each.off("error", onPoolError);
      notify();
    },
    health: () => {
      if (state !== "running") return { ok: false, detail: `The engine is ${state}.` };
      const troubles = [
        { ms: presence.silentForMs, what: "reached the database" },
        { ms: dispatcher.rounds.stalledForMs, what: "been able to look for due runs" },
      ];
      const trouble = troubles.find(({ ms }) => ms > timing.silentMs);
      if (trouble) {
        return { ok: false, detail: `The engine has not ${trouble.what} for ${Math.round(trouble.ms / 1_000)} s.` };
      }
      return { ok: true, detail: `Embedded engine: ${plans.length} functions, ${dispatcher.running} runs under way.` };
    },
  };
}
