import type { Destination } from "../judge/ledger";
import type { Demands } from "../judge/verdict";
import type { Answer } from "../world/answers";
import type { World } from "../world/world";

/** A destination beside the healthy ones. It answers well until the cell says otherwise. */
export type ExtraDestination = Destination & { answer?: Answer; rateLimitPerSecond?: number };

/** One way to hurt the app under load, and what must hold all the same. */
export type Cell = {
  /** As on the command line. */
  name: string;
  /** As in the table. */
  title: string;
  /** How long the hurt lasts, in the full form; in the short form too, or the cell is no part of that. */
  seconds: { full: number; short?: number };
  demands: Demands;
  /** How many processes of the app there are; 1 unless told. */
  processes?: number;
  /** Events a second; 10 unless told. */
  perSecond?: number;
  /** Destinations that are neighbours' trouble to nobody; 20 unless told. */
  healthy?: number;
  extra?: readonly ExtraDestination[];
  /** The app reaches the database over a wire that can be hurt. */
  hasWire?: boolean;
  /** A cluster of its own, on a file system of so many megabytes that can be filled. */
  diskMegabytes?: number;
  /** How long after the hurt all must be there, in the full form; 180 s unless told. */
  boundSeconds?: number;
  /** Hurts, waits, heals. Resolves when the hurt is over; may say what a frozen process had in flight. */
  hurt(world: World, ms: number): Promise<{ inFlight: number } | undefined>;
};
