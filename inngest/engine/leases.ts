import type pg from "pg";
import { handBack, leasedBy } from "./queue-write";
import type { EngineLogger } from "./types";

/** The rows that this process has leased and knows of: those that run, and those that are about to. */
export class Leases {
  private readonly held = new Set<string>();
  private suspects = new Set<string>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly logger: EngineLogger,
    private readonly owner: () => string,
  ) {}

  hold(id: string): void {
    this.held.add(id);
  }

  release(id: string): void {
    this.held.delete(id);
  }

  /** Gives rows back to whoever has room. */
  async handBack(rows: readonly { id: string }[]): Promise<void> {
    for (const { id } of rows) this.held.delete(id);
    await handBack(
      this.pool,
      this.owner(),
      rows.map(({ id }) => id),
    );
  }

  /** Gives back whatever is still held. */
  async handBackAll(): Promise<void> {
    await handBack(this.pool, this.owner(), [...this.held]);
  }

  /** Gives back rows that are leased to this instance and that it knows nothing of: a commit whose answer was lost. */
  async findLost(): Promise<void> {
    const owner = this.owner();
    const unknown = (await leasedBy(this.pool, owner)).filter((id) => !this.held.has(id));
    const lost = unknown.filter((id) => this.suspects.has(id));
    // Only those of two rounds: one that is being inserted or claimed is not lost.
    this.suspects = new Set(unknown);
    if (lost.length === 0) return;
    this.logger.warn({ count: lost.length }, "runs were leased here and never started; they go back to the queue");
    await handBack(this.pool, owner, lost);
  }
}
