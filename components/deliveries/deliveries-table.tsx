"use client";

import type { MouseEvent } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { ORIGIN_WORDS } from "@/lib/deliveries/sentence";
import type { DeliveryItem } from "@/lib/deliveries/view";
import { DeliveryStatus } from "./delivery-status";
import { deliveryPath } from "./use-sheet";

type DeliveriesTableProps = {
  items: readonly DeliveryItem[];
  serverNow: string;
  /** Not on a bridge's own page. */
  showDestination: boolean;
  onOpen: (deliveryId: string) => void;
};

/** The log's rows: a table with fixed columns, so that nothing moves as states change; cards where the screen is narrow. */
export function DeliveriesTable({ items, serverNow, showDestination, onOpen }: DeliveriesTableProps) {
  return (
    <table aria-label="Deliveries" className="data-table data-table--rows-hover table-fixed max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className="w-40">
            Status
          </th>
          <th scope="col" className="w-56">
            Event
          </th>
          {showDestination && (
            <th scope="col" className="w-44">
              Bridge
            </th>
          )}
          <th scope="col">What happened</th>
          <th scope="col" className="w-28 text-end!">
            When
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {items.map((item) => (
          <Row key={item.id} {...{ item, serverNow, showDestination, onOpen }} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Omit<DeliveriesTableProps, "items"> & { item: DeliveryItem };

const CARD =
  "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:border-b max-md:border-separator max-md:py-2";
const CELL = "max-md:block max-md:h-auto! max-md:border-0! max-md:p-0!";

function Row({ item, serverNow, showDestination, onOpen }: RowProps) {
  const { destination } = item;
  return (
    <tr className={`relative ${CARD}`}>
      <td className={CELL}>
        <DeliveryStatus delivery={item} serverNow={serverNow} />
      </td>
      <td className={`truncate max-md:order-3 max-md:col-span-2 ${CELL}`}>
        {/* The link spans the row: one target, one stop for the keyboard, and a new tab for who wants one. */}
        <a
          href={deliveryPath(item.id)}
          aria-label={`${item.eventType} to ${destination.name}`}
          onClick={(click) => openHere(click, () => onOpen(item.id))}
          className="font-mono text-xs outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {item.eventType}
        </a>
        {ORIGIN_WORDS[item.origin] && (
          <span className={`ms-2 text-xs ${item.origin === "test" ? "text-info" : "text-muted"}`}>
            {ORIGIN_WORDS[item.origin]}
          </span>
        )}
      </td>
      {showDestination && (
        <td className={`truncate max-md:order-4 max-md:col-span-2 ${CELL}`}>
          {destination.name}
          <span className="text-muted md:hidden"> · {destination.formatLabel}</span>
        </td>
      )}
      <td className={`truncate text-muted max-md:order-5 max-md:col-span-2 ${CELL}`} title={item.summary ?? undefined}>
        {whatHappened(item)}
      </td>
      <td className={`text-end whitespace-nowrap text-muted ${CELL}`}>
        <RelativeTime at={item.createdAt} />
      </td>
    </tr>
  );
}

function whatHappened({ summary, status }: DeliveryItem): string {
  if (summary) return summary;
  return status === "pending" ? "Not sent yet" : "";
}

// Left click alone; with a modifier key the browser opens its own tab or window.
function openHere(click: MouseEvent, open: () => void): void {
  if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  open();
}
