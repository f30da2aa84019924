const DEPTH_MAX = 5;

/** Every code that an error and its causes carry: SQLSTATEs, Node's (ECONNREFUSED) and Prisma's (P2024), the outermost first. */
export function errorCodes(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > DEPTH_MAX) return [];
  const { code, originalCode, cause, errors, meta, driverAdapterError } = error as Record<string, unknown>;
  const own = [code, originalCode].filter((value) => typeof value === "string");
  const several = Array.isArray(errors) ? errors.flatMap((each) => errorCodes(each, depth + 1)) : [];
  const within = [cause, meta, driverAdapterError].flatMap((each) => errorCodes(each, depth + 1));
  return [...own, ...within, ...several];
}
