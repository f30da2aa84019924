import type pg from "pg";
import { expireDead } from "./instances";
import { takeOver, unlistedOwners } from "./queue-free";
import type { EngineLogger } from "./types";
import { WakeUp } from "./wake-up";

// What is rarely needed and costs more: every few rounds.
const FULL_EVERY_ROUNDS = 10;

export type UpkeepOptions = {
  pool: pg.Pool;
  logger: EngineLogger;
  everyMs: number;
  silentMs: number;
  /** This engine's name, which it never expires. */
  self: () => string;
  /** Runs were freed and can be claimed. */
  onFreed: () => void;
  /** Called every few rounds. */
  findLost: () => Promise<void>;
};

/** Finds engines that have died, and takes over what they had leased. Apart from the heartbeat, which waits for none of it. */
export class Upkeep {
  private readonly wakeUp: WakeUp;
  private rounds = 0;
  private unlisted = new Set<string>();

  constructor(private readonly options: UpkeepOptions) {
    this.wakeUp = new WakeUp(() => this.round(), options.everyMs);
  }

  /** One full round, before anything is leased, then one every `everyMs`. Throws when the database does not answer. */
  async start(): Promise<void> {
    await this.takeOver(true);
    this.wakeUp.within(this.options.everyMs);
  }

  stop(): Promise<void> {
    return this.wakeUp.stop();
  }

  private async round(): Promise<void> {
    const isFull = ++this.rounds % FULL_EVERY_ROUNDS === 0;
    try {
      await this.takeOver(isFull);
      if (isFull) await this.options.findLost();
    } catch (error) {
      this.options.logger.warn({ err: error }, "the engine could not look for engines that have died");
    }
  }

  private async takeOver(isFull: boolean): Promise<void> {
    const { pool, logger, self, silentMs, onFreed } = this.options;
    const expired = await expireDead(pool, self(), silentMs);
    if (expired === 0 && !isFull) return;
    const freed = await takeOver(pool, isFull ? await this.unlistedTwice() : []);
    if (freed === 0) return;
    logger.info({ runs: freed }, "runs of an engine that died are taken over");
    onFreed();
  }

  // Where the list was emptied the living come back within a beat: whoever is missing in two rounds is not among them.
  private async unlistedTwice(): Promise<string[]> {
    const unlisted = await unlistedOwners(this.options.pool);
    const twice = unlisted.filter((owner) => this.unlisted.has(owner));
    this.unlisted = new Set(unlisted);
    return twice;
  }
}
