import { randomBytes } from "node:crypto";
import { Inngest } from "inngest";
import { sqlPool } from "@/lib/db/client";
import { usesInngestServer } from "@/lib/env";
import { throttledLogger } from "@/lib/throttled-log";
import type { Engine } from "./engine/engine";
import { type Accept, createIntakeFetch, createStoringIntake } from "./engine/intake";

const ID = "atelyaos-webhooks";

/**
 * What the module graphs of one process share: Next evaluates this module once for routes and once for instrumentation,
 * and events sent in one must reach the engine that was started in the other.
 */
type Shared = {
  /** The engine that runs in this process, if one does. */
  engine?: Engine | undefined;
  storingIntake?: Accept;
  /** Made at each start: nobody outside can sign a request to /api/inngest. */
  signingKey?: string;
};

const holder = globalThis as typeof globalThis & { atelyaEngine?: Shared };

/** The engine of this process and its key. */
export function embedded(): Shared {
  holder.atelyaEngine ??= {};
  return holder.atelyaEngine;
}

function intake(): Accept {
  const shared = embedded();
  if (shared.engine) return shared.engine.accept;
  shared.storingIntake ??= createStoringIntake(sqlPool());
  return shared.storingIntake;
}

function createEmbeddedClient(): Inngest {
  const shared = embedded();
  shared.signingKey ??= randomBytes(32).toString("hex");
  return new Inngest({
    id: ID,
    // Cloud mode is the one in which the public route verifies signatures.
    isDev: false,
    baseUrl: "http://engine.invalid/",
    eventKey: "embedded",
    signingKey: shared.signingKey,
    fetch: createIntakeFetch(intake),
    logger: throttledLogger,
    aiMetadata: false,
  });
}

// Not by env(): the build evaluates this module, where the other settings may be missing.
const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL, INNGEST_DEV } = process.env;

/** The Inngest client: of Inngest's own server where one is configured, else of the embedded engine. */
export const inngest: Inngest = usesInngestServer({
  INNGEST_EVENT_KEY,
  INNGEST_SIGNING_KEY,
  INNGEST_BASE_URL,
  INNGEST_DEV,
})
  ? new Inngest({ id: ID, logger: throttledLogger, aiMetadata: false })
  : createEmbeddedClient();
