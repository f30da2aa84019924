import type pg from "pg";
import { handBack, leasedBy } from "./queue-free";
import type { EngineLogger, RowRef } from "./types";

/** The rows that this process has leased and knows of: those that run, and those that are about to. */
export class Leases {
  // By row and owner: a run of before this engine was taken for dead, and its own successor, are two.
  private readonly held = new Map<string, RowRef>();
  private suspects = new Set<string>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly logger: EngineLogger,
    private readonly owner: () => string,
  ) {}

  hold({ id, owner }: RowRef): void {
    this.held.set(keyOf(id, owner), { id, owner });
  }

  release({ id, owner }: RowRef): void {
    this.held.delete(keyOf(id, owner));
  }

  /** Gives rows back to whoever has room. Never throws: what stays leased is found by `findLost`, or taken over. */
  async handBack(rows: readonly RowRef[]): Promise<void> {
    for (const row of rows) this.release(row);
    try {
      await handBack(this.pool, rows);
    } catch (error) {
      this.logger.warn({ err: error, count: rows.length }, "runs could not be handed back and wait to be taken over");
    }
  }

  /** Gives back whatever is still held. */
  handBackAll(): Promise<void> {
    return this.handBack([...this.held.values()]);
  }

  /** Gives back rows that are leased to this instance and that it knows nothing of: a commit whose answer was lost. */
  async findLost(): Promise<void> {
    const owner = this.owner();
    const unknown = (await leasedBy(this.pool, owner)).filter((id) => !this.held.has(keyOf(id, owner)));
    const lost = unknown.filter((id) => this.suspects.has(id));
    // Only those of two rounds: one that is being inserted or claimed is not lost.
    this.suspects = new Set(unknown);
    if (lost.length === 0) return;
    this.logger.warn({ count: lost.length }, "runs were leased here and never started; they go back to the queue");
    await this.handBack(lost.map((id) => ({ id, owner })));
  }
}

function keyOf(id: string, owner: string): string {
  return `${owner} ${id}`;
}
