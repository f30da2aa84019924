import { describe, expect, it } from "vitest";
import {
  advanceList,
  appendPage,
  beginList,
  FOLLOWED_ROWS_MAX,
  type LivePage,
  showNewer,
  watchedIds as watchedOf,
} from "./live-list";

type Row = { id: string; status: string };

function row(n: number, status = "delivered"): Row {
  return { id: `dlv_${String(n).padStart(26, "0")}`, status };
}

const watchedIds = (list: Parameters<typeof watchedOf<Row>>[0]) =>
  watchedOf(list, (item) => item.status !== "retrying");

function page(numbers: readonly number[], rest: Partial<LivePage<Row>> = {}): LivePage<Row> {
  return {
    data: numbers.map((n) => row(n)),
    next_cursor: null,
    newer: 0,
    watched: [],
    now: "2026-11-23T12:00:00.000Z",
    ...rest,
  };
}

const numbers = (items: readonly Row[]) => items.map((item) => Number(item.id.slice(4)));

describe("a live list", () => {
  it("holds new rows back while the reader is elsewhere, and shows them on request", () => {
    const held = advanceList(beginList(page([3, 2, 1])), page([5, 4, 3, 2, 1], { newer: 2 }), false);
    expect(numbers(held.items)).toEqual([3, 2, 1]);
    expect(held.newer).toBe(2);
    const shown = showNewer(held);
    expect(numbers(shown.items)).toEqual([5, 4, 3, 2, 1]);
    expect(shown.newer).toBe(0);
  });

  it("lets new rows in by itself while it follows, and always into an empty list", () => {
    expect(numbers(advanceList(beginList(page([1])), page([2, 1], { newer: 1 }), true).items)).toEqual([2, 1]);
    expect(numbers(advanceList(beginList(page([])), page([1], { newer: 1 }), false).items)).toEqual([1]);
  });

  it("updates rows in place, also those that the newest page no longer holds", () => {
    const start = beginList({ ...page([2]), data: [row(2, "retrying"), row(1, "retrying")] });
    expect(watchedIds(start)).toHaveLength(2);
    const next = advanceList(start, page([2], { watched: [row(1, "failed")] }), false);
    expect(next.items.map((item) => item.status)).toEqual(["delivered", "failed"]);
    expect(watchedIds(next)).toEqual([]);
  });

  it("begins anew rather than leave a gap when more came than one page holds", () => {
    const start = appendPage(beginList(page([3, 2], { next_cursor: "x" })), page([1]));
    const next = advanceList(start, page([9, 8], { newer: 6, next_cursor: "y" }), true);
    expect(numbers(next.items)).toEqual([9, 8]);
    expect(next.nextCursor).toBe("y");
  });

  it("appends older pages once", () => {
    const start = beginList(page([5, 4], { next_cursor: "four" }));
    const next = appendPage(
      appendPage(start, page([3, 2], { next_cursor: "two" })),
      page([3, 2], { next_cursor: "two" }),
    );
    expect(numbers(next.items)).toEqual([5, 4, 3, 2]);
    expect(next.nextCursor).toBe("two");
  });

  it("stays bounded while it follows, and can load again what it let go", () => {
    const many = Array.from({ length: FOLLOWED_ROWS_MAX }, (_, i) => FOLLOWED_ROWS_MAX - i);
    const next = advanceList(beginList(page(many)), page([many.length + 1, many.length], { newer: 1 }), true);
    expect(next.items).toHaveLength(FOLLOWED_ROWS_MAX);
    expect(next.nextCursor).toBe(next.items.at(-1)?.id);
  });
});
