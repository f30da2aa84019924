/** Rows kept on the page while it follows what comes in; older ones are loaded again by "Load more". */
export const FOLLOWED_ROWS_MAX = 200;
const WATCHED_MAX = 100;

/** What a live list's poll answers. Ids are time-ordered: they are the rows' order, newest first. Times are ISO 8601. */
export type LivePage<Row extends { id: string }> = {
  data: Row[];
  next_cursor: string | null;
  /** How many came after the row that the poll named as the newest it holds. */
  newer: number;
  /** The present state of the rows that the poll named as still changing. */
  watched: Row[];
  /** The server's clock. */
  now: string;
};

/** What a live list shows, and what it holds back. */
export type LiveList<Row extends { id: string }> = {
  items: readonly Row[];
  nextCursor: string | null;
  /** New rows that wait until the reader asks for them. */
  newer: number;
  /** The newest page as the last poll found it. */
  latest: LivePage<Row>;
};

/** A list whose first page just came. */
export function beginList<Row extends { id: string }>(page: LivePage<Row>): LiveList<Row> {
  return { items: page.data, nextCursor: page.next_cursor, newer: 0, latest: page };
}

/**
 * The list after a poll: rows on the screen take their present state in place; new ones come in at the top when the list
 * follows, and wait otherwise. Pure.
 */
export function advanceList<Row extends { id: string }>(
  list: LiveList<Row>,
  page: LivePage<Row>,
  follow: boolean,
): LiveList<Row> {
  const present = new Map([...page.data, ...page.watched].map((item) => [item.id, item]));
  const items = list.items.map((item) => present.get(item.id) ?? item);
  const next = { ...list, items, newer: page.newer, latest: page };
  return follow || items.length === 0 ? showNewer(next) : next;
}

/** Lets what waited in. More of it than one page begins the list anew: there would be a gap between it and the rows below. */
export function showNewer<Row extends { id: string }>(list: LiveList<Row>): LiveList<Row> {
  const { latest } = list;
  const newest = list.items[0]?.id ?? "";
  const fresh = latest.data.filter((item) => item.id > newest);
  if (fresh.length === 0) return { ...list, newer: 0 };
  const gap = latest.next_cursor !== null && fresh.length === latest.data.length;
  if (gap || newest === "") return beginList(latest);
  const all = [...fresh, ...list.items];
  const items = all.slice(0, FOLLOWED_ROWS_MAX);
  const nextCursor = items.length < all.length ? (items.at(-1)?.id ?? null) : list.nextCursor;
  return { ...list, items, nextCursor, newer: 0 };
}

/** The list with one older page below. */
export function appendPage<Row extends { id: string }>(list: LiveList<Row>, page: LivePage<Row>): LiveList<Row> {
  const oldest = list.items.at(-1)?.id;
  const older = page.data.filter((item) => oldest === undefined || item.id < oldest);
  return { ...list, items: [...list.items, ...older], nextCursor: page.next_cursor };
}

/** Rows on the screen whose state may still change, newest first. */
export function watchedIds<Row extends { id: string }>(list: LiveList<Row>, hasEnded: (row: Row) => boolean): string[] {
  return list.items
    .filter((item) => !hasEnded(item))
    .slice(0, WATCHED_MAX)
    .map((item) => item.id);
}
