import type pg from "pg";
import { announce, beat, buryDead, leave, takeOver } from "./instances";
import type { EngineLogger } from "./types";
import { newUlid } from "./ulid";
import { WakeUp } from "./wake-up";

const TAKE_OVER_EVERY_BEATS = 10;

export type PresenceOptions = {
  pool: pg.Pool;
  logger: EngineLogger;
  beatMs: number;
  silentMs: number;
  /** Rows were freed and can be claimed. */
  onTakeOver: () => void;
  /** Called every few beats. */
  onUpkeep: () => Promise<void>;
};

/** Keeps this engine on the list of the living, and takes over what the dead had leased. */
export class Presence {
  /** Names this engine on its leases. */
  id = newUlid();
  private lastBeatAt = 0;
  private beats = 0;
  private readonly pulse: WakeUp;

  constructor(private readonly options: PresenceOptions) {
    this.pulse = new WakeUp(() => this.beatOnce(), options.beatMs);
  }

  /** Joins the list and, before anything is leased, frees what dead engines hold. */
  async start(): Promise<void> {
    await announce(this.options.pool, this.id);
    this.lastBeatAt = Date.now();
    await this.bury(true);
    this.pulse.within(this.options.beatMs);
  }

  async stop(): Promise<void> {
    await this.pulse.stop();
    await leave(this.options.pool, this.id);
  }

  /** Milliseconds since the database last took a beat. */
  get silentForMs(): number {
    return Date.now() - this.lastBeatAt;
  }

  private async beatOnce(): Promise<void> {
    try {
      await this.beatOrReturn();
      this.lastBeatAt = Date.now();
      const upkeep = ++this.beats % TAKE_OVER_EVERY_BEATS === 0;
      await this.bury(upkeep);
      if (upkeep) await this.options.onUpkeep();
    } catch (error) {
      this.options.logger.warn({ err: error }, "the engine could not reach the database for its heartbeat");
    }
  }

  // Given up by the others after a long silence: the old leases are theirs, and a new name keeps the two apart.
  private async beatOrReturn(): Promise<void> {
    if (await beat(this.options.pool, this.id)) return;
    this.options.logger.warn({}, "this engine was taken for dead and joins anew");
    const id = newUlid();
    await announce(this.options.pool, id);
    this.id = id;
  }

  private async bury(always: boolean): Promise<void> {
    const buried = await buryDead(this.options.pool, this.options.silentMs);
    if (buried === 0 && !always) return;
    const freed = await takeOver(this.options.pool);
    if (freed === 0) return;
    this.options.logger.info({ runs: freed }, "runs of an engine that died are taken over");
    this.options.onTakeOver();
  }
}
