import { deliver } from "./deliver";
import { deliverWaitingOnes } from "./deliver-waiting";
import { inbound } from "./inbound";
import { purge } from "./purge";
import { refreshTokens } from "./refresh-tokens";
import { replay } from "./replay";
import { sweep } from "./sweep";

/** Every function of the app: the engine, embedded or Inngest's own, runs exactly these. */
export const functions = [deliver, deliverWaitingOnes, inbound, replay, sweep, refreshTokens, purge];
