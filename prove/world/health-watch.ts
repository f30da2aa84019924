import { setTimeout as delay } from "node:timers/promises";
import { SECOND_MS } from "@/lib/time";
import type { HealthAnswer } from "../judge/ledger";

const EVERY_MS = 500;
const TIMEOUT_MS = 10 * SECOND_MS;

/** Asks /api/health twice a second until the signal, as a load balancer does, and adds what it said to the answers. */
export function watchHealth(target: () => string, answers: HealthAnswer[], signal: AbortSignal): void {
  const watch = async () => {
    while (!signal.aborted) {
      const askedAt = Date.now();
      answers.push({ askedAt, said: await ask(target()), answeredAt: Date.now() });
      await delay(Math.max(0, askedAt + EVERY_MS - Date.now()), undefined, { signal }).catch(() => undefined);
    }
  };
  void watch();
}

async function ask(target: string): Promise<string> {
  try {
    const response = await fetch(`${target}/api/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok ? "ok" : String(response.status);
  } catch {
    return "no answer";
  }
}
