const DEPTH_MAX = 5;

type Link = Record<string, unknown>;

/** An error, its causes and what Prisma and others keep of the errors beneath theirs: the outermost first. */
export function errorLinks(error: unknown, depth = 0): Link[] {
  if (typeof error !== "object" || error === null || depth > DEPTH_MAX) return [];
  const own = error as Link;
  const { cause, errors, meta, driverAdapterError } = own;
  const several = Array.isArray(errors) ? errors : [];
  return [own, ...[cause, meta, driverAdapterError, ...several].flatMap((each) => errorLinks(each, depth + 1))];
}

/** Every code that an error and its causes carry: SQLSTATEs, Node's (ECONNREFUSED) and Prisma's (P2024), the outermost first. */
export function errorCodes(error: unknown): string[] {
  return errorLinks(error)
    .flatMap(({ code, originalCode }) => [code, originalCode])
    .filter((code) => typeof code === "string");
}
