import type pg from "pg";
import { newUlid } from "@/lib/ulid";
import { announce, beat, leave } from "./instances";
import type { EngineLogger } from "./types";
import { WakeUp } from "./wake-up";

export type PresenceOptions = { pool: pg.Pool; logger: EngineLogger; beatMs: number; silentMs: number };

/** Keeps this engine on the list of the living. */
export class Presence {
  /** Names this engine on its leases. */
  id = newUlid();
  private readonly pulse: WakeUp;
  private beatenAt = performance.now();

  constructor(private readonly options: PresenceOptions) {
    this.pulse = new WakeUp(() => this.beatOnce(), options.beatMs);
  }

  /** Joins the list. Throws when the database does not answer. */
  async start(): Promise<void> {
    await announce(this.options.pool, this.id);
    this.beatenAt = performance.now();
    this.pulse.within(this.options.beatMs);
  }

  async stop(): Promise<void> {
    await this.pulse.stop();
    await leave(this.options.pool, this.id);
  }

  /** Milliseconds since the last beat that the database took was sent. */
  get silentForMs(): number {
    return performance.now() - this.beatenAt;
  }

  private async beatOnce(): Promise<void> {
    const sentAt = performance.now();
    try {
      await this.beatOrJoin();
      this.beatenAt = sentAt;
    } catch (error) {
      this.options.logger.warn({ err: error }, "the engine could not reach the database for its heartbeat");
    }
  }

  private async beatOrJoin(): Promise<void> {
    const { pool, logger, silentMs } = this.options;
    if (await beat(pool, this.id)) return;
    // The list was emptied, and nobody can have taken its leases yet: it keeps them, and its name.
    if (this.silentForMs < silentMs && (await announce(pool, this.id))) return;
    // It has expired after a long silence: the old leases are the others', and a new name keeps the two apart.
    const id = newUlid();
    await announce(pool, id);
    this.id = id;
    logger.warn({}, "this engine was taken for dead and joins anew");
  }
}
