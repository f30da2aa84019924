import { deliver } from "./deliver";
import { purge } from "./purge";
import { sweep } from "./sweep";

/** Every function of the app: the engine, embedded or Inngest's own, runs exactly these. */
export const functions = [deliver, sweep, purge];
