import { setTimeout as delay } from "node:timers/promises";
import { DIRECT_ROUTES } from "@/app/direct-routes";
import { startFunctions } from "@/inngest/functions/start";
import { keepTime } from "@/lib/db/clock";
import { flightsEnded } from "@/lib/deliveries/send/flights";
import { healthWritten } from "@/lib/deliveries/send/write-health";
import { reportEngineHealth } from "@/lib/engine-health";
import { env } from "@/lib/env";
import { type DirectListener, directListener } from "@/lib/http/direct-listener";
import { writeRequests } from "@/lib/keys/request-log";
import { logger } from "@/lib/logger";
import { closeConnections } from "@/lib/net/send";
import { initializeFromEnv } from "@/lib/people/initialize";

// Below the time that scripts/start gives the process before it kills it.
const DRAIN_MS = 45_000;
// Of it, for requests that are being answered …
const ANSWER_MS = 4_000;
// … and for attempts under way: the longest that a destination may take, and its record.
const ATTEMPTS_MS = 32_000;

// What we and the server that scripts/start runs leave for each other; `next dev` has neither.
const shared = globalThis as typeof globalThis & {
  atelyaDirectListener?: DirectListener;
  atelyaCloseServer?: () => Promise<void>;
};

/** Starts what runs beside the pages: settings checked, the first owner made, the functions' engine. */
export async function startProcess(): Promise<void> {
  // A wrong setting ends the start here, with its name.
  env();
  // What is due, leased or in turn is judged by the database's clock from the first delivery on.
  await keepTime();
  await initializeFromEnv();
  const functions = await startFunctions();
  reportEngineHealth(functions.health);
  shared.atelyaDirectListener = directListener(DIRECT_ROUTES);
  stopOnSignals(() => functions.stop());
}

// The engine takes nothing new from now on; what its last runs have begun ends as well.
async function endAttempts(stopEngine: () => Promise<void>): Promise<void> {
  const endsAt = performance.now() + ATTEMPTS_MS;
  await Promise.all([stopEngine(), flightsEnded(ATTEMPTS_MS)]);
  await flightsEnded(endsAt - performance.now());
}

// Under NEXT_MANUAL_SIG_HANDLE Next leaves the signals to us, so that what was begun is finished and recorded.
function stopOnSignals(stopEngine: () => Promise<void>): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    const deadline = setTimeout(() => process.exit(1), DRAIN_MS);
    try {
      // First, for what they publish is the engine's to send.
      await Promise.race([shared.atelyaCloseServer?.(), delay(ANSWER_MS)]);
      await endAttempts(stopEngine);
      await healthWritten();
      await writeRequests();
      // The database's connections end with the process: a page that is being answered still needs them.
      await closeConnections();
    } catch (error) {
      logger.error({ err: error }, "The process did not stop cleanly.");
    }
    clearTimeout(deadline);
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
