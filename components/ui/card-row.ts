// Of a table whose rows are cards where its container is narrow: the table's own, its parts', a row's and a cell's classes.
export const CARD_TABLE = "data-table data-table--rows-hover table-fixed @max-3xl:block";
export const CARD_HEAD = "@max-3xl:sr-only";
export const CARD_BODY = "@max-3xl:block";
export const CARD_ROW =
  "relative @max-3xl:grid @max-3xl:grid-cols-[minmax(0,1fr)_auto] @max-3xl:gap-x-3 @max-3xl:border-b @max-3xl:border-separator @max-3xl:py-2";
export const CARD_CELL = "@max-3xl:block @max-3xl:h-auto! @max-3xl:border-0! @max-3xl:p-0!";
/** A cell that takes the card's whole width. */
export const CARD_LINE = `truncate @max-3xl:col-span-2 ${CARD_CELL}`;
