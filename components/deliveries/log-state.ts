import type { LogPage } from "@/lib/deliveries/read-page";
import { hasEnded } from "@/lib/deliveries/sentence";
import type { DeliveryItem } from "@/lib/deliveries/view";

/** Rows kept on the page while it follows what comes in; older ones are loaded again by "Load more". */
export const FOLLOWED_ROWS_MAX = 200;
const WATCHED_MAX = 100;

/** What the log shows, and what it holds back. */
export type LogState = {
  items: readonly DeliveryItem[];
  nextCursor: string | null;
  /** New deliveries that wait until the reader asks for them. */
  newer: number;
  /** The newest page as the last poll found it. */
  latest: LogPage;
};

/** The state of a log whose first page just came. */
export function beginLog(page: LogPage): LogState {
  return { items: page.data, nextCursor: page.next_cursor, newer: 0, latest: page };
}

/**
 * The state after a poll: rows on the screen take their present state in place; new ones come in at the top when the log
 * follows, and wait otherwise. Pure.
 */
export function advanceLog(state: LogState, page: LogPage, follow: boolean): LogState {
  const present = new Map([...page.data, ...page.watched].map((item) => [item.id, item]));
  const items = state.items.map((item) => present.get(item.id) ?? item);
  const next = { ...state, items, newer: page.newer, latest: page };
  return follow || items.length === 0 ? showNewer(next) : next;
}

/** Lets what waited in. More of it than one page begins the log anew: there would be a gap between it and the rows below. */
export function showNewer(state: LogState): LogState {
  const { latest } = state;
  const newest = state.items[0]?.id ?? "";
  const fresh = latest.data.filter((item) => item.id > newest);
  if (fresh.length === 0) return { ...state, newer: 0 };
  const gap = latest.next_cursor !== null && fresh.length === latest.data.length;
  if (gap || newest === "") return beginLog(latest);
  const all = [...fresh, ...state.items];
  const items = all.slice(0, FOLLOWED_ROWS_MAX);
  const nextCursor = items.length < all.length ? (items.at(-1)?.id ?? null) : state.nextCursor;
  return { ...state, items, nextCursor, newer: 0 };
}

/** The state with one older page below. */
export function appendPage(state: LogState, page: LogPage): LogState {
  const oldest = state.items.at(-1)?.id;
  const older = page.data.filter((item) => oldest === undefined || item.id < oldest);
  return { ...state, items: [...state.items, ...older], nextCursor: page.next_cursor };
}

/** Rows on the screen whose state may still change, newest first. */
export function watchedIds(state: LogState): string[] {
  return state.items
    .filter((item) => !hasEnded(item.status))
    .slice(0, WATCHED_MAX)
    .map((item) => item.id);
}
