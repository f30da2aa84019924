import { startFunctions } from "@/inngest/functions/start";
import { disconnect } from "@/lib/db/client";
import { keepTime } from "@/lib/db/clock";
import { flightsEnded } from "@/lib/deliveries/send/flights";
import { healthWritten } from "@/lib/deliveries/send/write-health";

// A process of its own that delivers, for the tests that need several. Talks over its IPC channel.

const ENDS_MS = 10_000;

const stopTime = await keepTime();
const running = await startFunctions();

process.on("message", async (message) => {
  if (message !== "stop") return;
  await running.stop();
  await flightsEnded(ENDS_MS);
  await healthWritten();
  stopTime();
  await disconnect();
  process.disconnect();
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
