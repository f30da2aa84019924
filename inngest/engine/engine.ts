import { groupCommit } from "@/lib/db/group-commit";
import { backoffMs } from "./backoff";
import { Dispatcher } from "./dispatcher";
import { Executor } from "./execute";
import type { Accept } from "./intake";
import { Leases } from "./leases";
import { createNotifier, listen } from "./notify";
import { Presence } from "./presence";
import { dropStoredEvents, insertRuns, readStoredEvents } from "./queue-insert";
import { purge, unbatch } from "./queue-write";
import { newRun, Router } from "./router";
import { startSchedule } from "./schedule";
import { createSdkCall } from "./sdk-call";
import { ownEvent, storedEvent } from "./send-request";
import { planFunctions } from "./support";
import type { EngineOptions, NewRun, Timing } from "./types";

// At least 64 batches: with few, one slow receiver's batch holds up the next batch's quick ones.
const SLOTS = { singles: 256, batches: 64 };
const TIMING: Timing = { pollMs: 500, beatMs: 1_000, silentMs: 8_000, drainMs: 10_000, backoffMs };
const PURGE_EVERY_MS = 10 * 60_000;
const STORED_EVENTS_MAX = 500;

export type Engine = {
  /** Takes in events; resolves once they are durable. */
  accept: Accept;
  /** Waits for what runs, hands back the rest, and leaves. The pool is the caller's to end. */
  stop(): Promise<void>;
  health(): { ok: boolean; detail: string };
};

/**
 * Starts an engine that runs these functions in this process, its state in the pool's database. Throws on a function
 * that asks for what the engine does not implement.
 */
export async function startEngine({ pool, client, functions, logger, ...options }: EngineOptions): Promise<Engine> {
  const timing = { ...TIMING, ...options.timing };
  const plans = planFunctions(client.id, functions);
  const router = new Router(plans);
  const notify = createNotifier(pool);
  // An idle connection that breaks would else take the process down.
  const onPoolError = (error: Error) => logger.warn({ err: error }, "a database connection broke");
  pool.on("error", onPoolError);
  let state: "running" | "stopping" | "stopped" = "running";

  const insert = groupCommit<NewRun, boolean>((runs) => insertRuns(pool, runs), { itemsMax: 2_000, writersMax: 2 });

  async function start(runs: readonly NewRun[]): Promise<void> {
    const leased = runs.map((run) => dispatcher.lease(run));
    let added: boolean[] = [];
    try {
      added = await insert(leased);
    } finally {
      leased.forEach((run, index) => {
        dispatcher.inserted(run, added[index] ?? false);
      });
      dispatcher.pumpSoon();
    }
    if (leased.some((run) => run.owner === null && run.delayMs <= timing.pollMs)) notify();
  }

  const accept: Accept = (events) => start(events.flatMap((event) => router.route(event)));

  async function routeStored(): Promise<void> {
    const stored = await readStoredEvents(pool, STORED_EVENTS_MAX);
    if (stored.length === 0) return;
    // Ids make a second routing harmless: by another process now, or by the next one after a crash in between.
    await accept(stored.map(storedEvent));
    await dropStoredEvents(
      pool,
      stored.map(({ id }) => id),
    );
    if (stored.length === STORED_EVENTS_MAX) dispatcher.lookNow();
  }

  const presence = new Presence({
    pool,
    logger,
    beatMs: timing.beatMs,
    silentMs: timing.silentMs,
    onTakeOver: () => dispatcher.lookNow(),
    onUpkeep: () => leases.findLost(),
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
  const leases = new Leases(pool, logger, () => presence.id);
  const dispatcher = new Dispatcher({
    pool,
    logger,
    plans,
    slots: { ...SLOTS, ...options.slots },
    pollMs: timing.pollMs,
    owner: () => presence.id,
    executor,
    leases,
    onRound: routeStored,
  });

  await unbatch(
    pool,
    plans.filter(({ batch }) => !batch).map(({ id }) => id),
  );
  await presence.start();
  dispatcher.start();
  const listener = listen(pool, logger, () => dispatcher.lookNow());
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
      await presence.stop();
      pool.off("error", onPoolError);
      notify();
    },
    health: () => {
      if (state !== "running") return { ok: false, detail: `The engine is ${state}.` };
      const silentMs = presence.silentForMs;
      if (silentMs > timing.silentMs) {
        return { ok: false, detail: `The engine has not reached the database for ${Math.round(silentMs / 1_000)} s.` };
      }
      return { ok: true, detail: `Embedded engine: ${plans.length} functions, ${dispatcher.running} runs under way.` };
    },
  };
}
