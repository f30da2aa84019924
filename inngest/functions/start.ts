import { embedded, inngest } from "@/inngest/client";
import { startEngine } from "@/inngest/engine/engine";
import { upkeepPool, workPool } from "@/lib/db/client";
import { sweepDue } from "@/lib/deliveries/sweep";
import { env, usesInngestServer } from "@/lib/env";
import { sweepInbound } from "@/lib/inbound/sweep";
import { sweepReplays } from "@/lib/replays/sweep";
import { throttledLogger } from "@/lib/throttled-log";
import { functions } from "./";

// What a crash kept from the queue goes out at the start, not at the next sweep. Another process may be publishing now.
const START_GRACE_MS = 2_000;

// A run of deliveries ends within a few seconds, for what is slow goes on without it; any other step takes 15 s at most.
const DRAIN_MS = 20_000;

export type RunningFunctions = {
  /** Waits for what runs and hands back the rest. */
  stop(): Promise<void>;
  health(): Promise<{ ok: boolean; detail: string }>;
};

/**
 * Starts what runs the functions: the embedded engine in this process, or nothing when Inngest's own server calls
 * /api/inngest. Throws when Inngest's variables are set by halves, or a function asks for what the engine lacks.
 */
export async function startFunctions(): Promise<RunningFunctions> {
  if (usesInngestServer()) return inngestServer();
  const shared = embedded();
  if (shared.engine) await shared.engine.stop();
  readEnvironmentOnce();
  const engine = await startEngine({
    pool: workPool(),
    upkeepPool: upkeepPool(),
    client: inngest,
    functions,
    logger: throttledLogger,
    timing: { drainMs: DRAIN_MS },
  });
  shared.engine = engine;
  await sweepDue({ graceMs: START_GRACE_MS });
  await sweepReplays({ graceMs: START_GRACE_MS });
  // Providers were answered before these were queued, so even the newest may be stranded; twice is once.
  await sweepInbound({ graceMs: 0 });
  return {
    stop: async () => {
      await engine.stop();
      if (shared.engine === engine) shared.engine = undefined;
    },
    health: async () => engine.health(),
  };
}

/**
 * The SDK reads the whole of `process.env` at every run, and each read of Node's own object asks the operating system:
 * half a millisecond a run. A plain copy reads like it and costs nothing.
 */
function readEnvironmentOnce(): void {
  process.env = { ...process.env };
}

function inngestServer(): RunningFunctions {
  const { INNGEST_DEV, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = env();
  const missing = Object.entries({ INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY }).filter(([, value]) => !value);
  if (!INNGEST_DEV && missing.length > 0) {
    throw new Error(`Inngest's server is set up by halves: ${missing.map(([name]) => name).join(" and ")} is missing.`);
  }
  return {
    stop: async () => undefined,
    health: async () => ({ ok: true, detail: "Inngest's own server runs the functions." }),
  };
}
