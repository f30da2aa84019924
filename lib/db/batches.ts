import { sqlPool } from "./client";

/** Rows that one statement deletes at most: short locks, and a crash in between loses little work. */
export const BATCH_ROWS = 1_000;

/** Runs a statement whose first parameter bounds how many rows it deletes, until it deletes fewer. Returns how many went. */
export async function inBatches(
  statement: string,
  values: readonly unknown[],
  batchRows = BATCH_ROWS,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await sqlPool().query(statement, [batchRows, ...values]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < batchRows) return deleted;
  }
}
