import { logEachSecond } from "@/lib/throttled-log";
import { errorCodes } from "./error-codes";
import { databaseTrouble } from "./trouble";

/**
 * Does what may be missing: it follows a commit, or only notes something down, and is made up for later. The database's
 * trouble is logged and fails nothing here, for the caller's own work is done. `what` names it in the log, one of a few.
 */
export async function afterwards(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!databaseTrouble(error)) throw error;
    logEachSecond(`afterwards ${what}`, { codes: errorCodes(error) }, `${what} could not be written`, "warn");
  }
}
