"use client";

import { CARD_BODY, CARD_CELL, CARD_HEAD, CARD_LINE, CARD_ROW, CARD_TABLE } from "@/components/ui/card-row";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { ORIGIN_WORDS } from "@/lib/deliveries/log/sentence";
import type { DeliveryItem } from "@/lib/deliveries/log/view";
import { type Wait, waitOf } from "@/lib/deliveries/log/wait";
import { DeliveryStatus } from "./delivery-status";
import { deliveryPath } from "./use-sheet";

type DeliveriesTableProps = {
  items: readonly DeliveryItem[];
  serverNow: string;
  /** Not on a destination's own page. */
  showDestination: boolean;
  onOpen: (deliveryId: string) => void;
};

/** The log's rows: a table with fixed columns, so that nothing moves as states change; cards where the screen is narrow. */
export function DeliveriesTable({ items, serverNow, showDestination, onOpen }: DeliveriesTableProps) {
  return (
    <table aria-label="Deliveries" className={CARD_TABLE}>
      <thead className={CARD_HEAD}>
        <tr>
          <th scope="col" className="w-38">
            Status
          </th>
          <th scope="col" className="w-60">
            Event
          </th>
          {showDestination && (
            <th scope="col" className="w-36">
              Destination
            </th>
          )}
          <th scope="col">What happened</th>
          <th scope="col" className="w-24 text-end!">
            When
          </th>
        </tr>
      </thead>
      <tbody className={CARD_BODY}>
        {items.map((item) => (
          <Row key={item.id} {...{ item, serverNow, showDestination, onOpen }} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Omit<DeliveriesTableProps, "items"> & { item: DeliveryItem };

function Row({ item, serverNow, showDestination, onOpen }: RowProps) {
  const { destination } = item;
  return (
    <tr className={CARD_ROW}>
      <td className={CARD_CELL}>
        <DeliveryStatus delivery={item} serverNow={serverNow} />
      </td>
      <td className={`@max-3xl:order-3 ${CARD_LINE}`}>
        <RowLink
          href={deliveryPath(item.id)}
          label={`${item.eventType} to ${destination.name}`}
          onOpen={() => onOpen(item.id)}
        >
          {item.eventType}
        </RowLink>
        {ORIGIN_WORDS[item.origin] && (
          <span className={`ms-2 text-xs ${item.origin === "test" ? "text-info" : "text-muted"}`}>
            {ORIGIN_WORDS[item.origin]}
          </span>
        )}
      </td>
      {showDestination && (
        <td className={`@max-3xl:order-4 ${CARD_LINE}`}>
          {destination.name}
          <span className="text-muted @3xl:hidden">
            {" "}
            · {destination.kind === "bridge" ? destination.formatLabel : "Subscription"}
          </span>
        </td>
      )}
      <td className={`text-muted @max-3xl:order-5 ${CARD_LINE}`} title={item.summary ?? undefined}>
        {whatHappened(item, serverNow)}
      </td>
      <td className={`text-end whitespace-nowrap text-muted ${CARD_CELL}`}>
        <RelativeTime at={item.createdAt} />
      </td>
    </tr>
  );
}

function whatHappened(item: DeliveryItem, serverNow: string): string {
  if (item.summary) return item.summary;
  return item.status === "pending" ? `Not sent yet${whyNot(item, waitOf(item, Date.parse(serverNow)))}` : "";
}

function whyNot({ destination }: DeliveryItem, wait: Wait): string {
  if (wait.kind === "held") return `: the ${destination.kind} ${wait.by === "deleted" ? "was" : "is"} ${wait.by}`;
  if (wait.kind === "probe") return ": the receiver is down";
  if (wait.kind === "patience") return ": the receiver asked us to wait";
  return wait.kind === "turn" ? ": it waits for its turn" : "";
}
