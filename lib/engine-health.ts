/** How the functions' engine is: `ok`, and in words what it is doing or what is wrong. */
export type EngineHealth = { ok: boolean; detail: string };

// Instrumentation, which starts the engine, and the routes are module graphs of their own in one process.
const shared = globalThis as typeof globalThis & { atelyaEngineHealth?: () => Promise<EngineHealth> };

/** Says whom to ask from now on. */
export function reportEngineHealth(ask: () => Promise<EngineHealth>): void {
  shared.atelyaEngineHealth = ask;
}

/** The engine's own word, or that it has not been started. */
export async function engineHealth(): Promise<EngineHealth> {
  if (!shared.atelyaEngineHealth) return { ok: false, detail: "not started" };
  return shared.atelyaEngineHealth();
}
