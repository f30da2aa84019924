import { AppError } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";

/** The versions that a change may be made to; undefined for any. */
export type ExpectedVersions = readonly number[] | undefined;

/** The same as a condition of the statement that makes the change. */
export function atVersion(versions: ExpectedVersions): Prisma.Sql[] {
  return versions === undefined ? [] : [Prisma.sql`d.version = ANY(${[...versions]}::int[])`];
}

/** Throws `precondition_failed` where a subscription is at none of these versions. */
export function requireVersion(row: { version: number }, versions: ExpectedVersions): void {
  if (versions === undefined || versions.includes(row.version)) return;
  throw new AppError(
    "precondition_failed",
    `If-Match names another version: this webhook is at "${row.version}" by now. Nothing was changed. Read it again, then decide anew what to change.`,
  );
}
