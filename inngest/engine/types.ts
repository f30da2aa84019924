import type { Inngest, InngestFunction } from "inngest";
import type pg from "pg";

/** What the engine asks of a log; pino and console fit. */
export type EngineLogger = Record<"debug" | "info" | "warn" | "error", (details: object, message: string) => void>;

export type EngineOptions = {
  /** For events and runs. */
  pool: pg.Pool;
  /** For what must not wait behind runs: heartbeats, taking over from the dead, notices. Its settings are those of the listener too. */
  upkeepPool: pg.Pool;
  client: Inngest.Like & { id: string };
  functions: readonly InngestFunction.Like[];
  logger: EngineLogger;
  /** Runs of one function at the same time in this process, unbatched and batched. */
  slots?: Partial<Slots>;
  timing?: Partial<Timing>;
};

export type Slots = { singles: number; batches: number };

/** All in milliseconds. */
export type Timing = {
  pollMs: number;
  beatMs: number;
  /** An instance that has not beaten for so long is dead. */
  silentMs: number;
  /** How long a graceful stop waits for what runs. */
  drainMs: number;
  /** The wait after a failed attempt, counted from 0. */
  backoffMs: (attempt: number) => number;
};

/** An event as it came in. `text` is its JSON, `value` the same parsed. Moments are Unix milliseconds by the database's clock. */
export type QueuedEvent = { id: string; name: string; dueAtMs: number; text: string; value: unknown };

/** The SDK's memo of one step, as its request carries it. */
export type StepMemo = { data: unknown } | { error: unknown } | null;

/** A step that was announced and has not ended: `step` runs at `dueAtMs`, `sleep` ends then. */
export type AwaitedStep = { kind: "step" | "sleep"; dueAtMs: number; attempt: number };

/** What a run remembers between requests; kept as JSON in its row. */
export type RunState = {
  steps: Record<string, StepMemo>;
  /** Step ids in the order of their completion. */
  order: string[];
  awaited: Record<string, AwaitedStep>;
};

/** A row under the lease of an engine: what only that engine may write. */
export type RowRef = { id: string; owner: string };

/** A leased row. `events` are JSON texts: one, or those of a batch that keeps state. */
export type LeasedRun = RowRef & {
  functionId: string;
  events: string[];
  attempt: number;
  state: RunState | null;
};

/** A row to insert. */
export type NewRun = {
  id: string;
  functionId: string;
  eventId: string;
  event: string;
  batched: boolean;
  /** Unix milliseconds by the database's clock; what has passed is due at once. */
  dueAtMs: number;
  /** The instance that runs it at once, null to leave it to whoever claims it. */
  owner: string | null;
};
