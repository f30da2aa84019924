import { randomInt } from "node:crypto";
import { freePort } from "../../scripts/postgres/server.mjs";

// Below those that systems give to outgoing connections, so that none of these sits on a port whose server is down.
const FIRST = 4_300;
const COUNT = 100;

const given = new Set<number>();

/** A free port on 127.0.0.1, given to nobody before, that stays free while its server is stopped and started again. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = await freePort(FIRST + randomInt(COUNT));
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}
