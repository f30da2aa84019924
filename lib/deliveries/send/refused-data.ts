import { errorCodes } from "@/lib/db/error-codes";

// SQLSTATE classes of what the database will not hold, however often it is asked: wrong data, broken constraints, limits
// of the program, and its own defects. Source: PostgreSQL's appendix A. All others pass: away, busy, full, locked.
const REFUSED = /^(0A|21|22|23|42|44|54|XX)/;

/** Whether the database refused what it was given, rather than being unable to take it now. */
export function isRefusedData(error: unknown): boolean {
  return errorCodes(error).some((code) => code.length === 5 && REFUSED.test(code)) || error instanceof TypeError;
}
