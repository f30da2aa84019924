import { setTimeout as wait } from "node:timers/promises";

type Batch<Item, Result> = {
  items: readonly Item[];
  resolve: (results: Result[]) => void;
  reject: (error: unknown) => void;
};

export type GroupCommit<Item, Result> = (items: readonly Item[]) => Promise<Result[]>;

/**
 * Gathers what callers hand in while earlier writes are under way, and writes it together: one statement and one commit
 * for many callers. With `gatherMs` each write waits that long for company: for work that nobody waits for, or while there is
 * much of it. Results come
 * back in the order of the items; a failed write fails all its callers.
 */
export function groupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<Result[]>,
  limits: { itemsMax: number; writersMax: number; gatherMs?: () => number },
): GroupCommit<Item, Result> {
  const waiting: Batch<Item, Result>[] = [];
  let writers = 0;

  function takeGroup(): Batch<Item, Result>[] {
    let items = 0;
    let count = 0;
    for (const batch of waiting) {
      if (count > 0 && items + batch.items.length > limits.itemsMax) break;
      items += batch.items.length;
      count++;
    }
    return waiting.splice(0, count);
  }

  async function writeGroups(): Promise<void> {
    while (waiting.length > 0) {
      const gatherMs = limits.gatherMs?.() ?? 0;
      if (gatherMs > 0) await wait(gatherMs);
      const group = takeGroup();
      try {
        const results = await write(group.length === 1 ? (group[0]?.items ?? []) : group.flatMap(({ items }) => items));
        let start = 0;
        for (const { items, resolve } of group) {
          resolve(results.slice(start, start + items.length));
          start += items.length;
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writers--;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      if (items.length === 0) return resolve([]);
      waiting.push({ items, resolve, reject });
      if (writers >= limits.writersMax) return;
      writers++;
      // One turn later, so that callers of the same turn share the first write too.
      setImmediate(writeGroups);
    });
}
