"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { Status } from "@/components/ui/status";
import type { InboundListItem } from "@/lib/inbound/item-row";
import { inboundPath } from "./inbound-address";
import { INBOUND_PROVIDER_LABELS, OUTCOME_MEANINGS, OUTCOME_WORDS, reachWords } from "./outcome-words";

type InboundTableProps = { items: readonly InboundListItem[]; onOpen: (inboundId: string) => void };

/** The list's rows: a table with fixed columns, so that nothing moves as outcomes change; cards where the screen is narrow. */
export function InboundTable({ items, onOpen }: InboundTableProps) {
  return (
    <table aria-label="Inbound events" className="data-table data-table--rows-hover table-fixed @max-3xl:block">
      <thead className="@max-3xl:sr-only">
        <tr>
          <th scope="col" className="w-28">
            Outcome
          </th>
          <th scope="col" className="w-56">
            Type
          </th>
          <th scope="col" className="w-44">
            From
          </th>
          <th scope="col">What it led to</th>
          <th scope="col" className="w-24 text-end!">
            When
          </th>
        </tr>
      </thead>
      <tbody className="@max-3xl:block">
        {items.map((item) => (
          <Row key={item.id} item={item} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

const CARD =
  "@max-3xl:grid @max-3xl:grid-cols-[minmax(0,1fr)_auto] @max-3xl:gap-x-3 @max-3xl:border-b @max-3xl:border-separator @max-3xl:py-2";
const CELL = "@max-3xl:block @max-3xl:h-auto! @max-3xl:border-0! @max-3xl:p-0!";
const WIDE = "@max-3xl:col-span-2";

function Row({ item, onOpen }: { item: InboundListItem; onOpen: (inboundId: string) => void }) {
  const { tone, label } = OUTCOME_WORDS[item.outcome];
  const provider = INBOUND_PROVIDER_LABELS[item.provider];
  const ledTo = whatItLedTo(item);
  return (
    <tr className={`relative ${CARD}`}>
      <td className={CELL}>
        <Status tone={tone} label={label} />
      </td>
      <td className={`truncate @max-3xl:order-3 ${WIDE} ${CELL}`} title={item.type}>
        <RowLink href={inboundPath(item.id)} label={`${item.type} from ${provider}`} onOpen={() => onOpen(item.id)}>
          {item.type}
        </RowLink>
      </td>
      <td className={`truncate @max-3xl:order-4 ${WIDE} ${CELL}`} title={item.connectionName ?? undefined}>
        {provider}
        {item.connectionName && <span className="text-muted"> · {item.connectionName}</span>}
      </td>
      <td className={`truncate text-muted @max-3xl:order-5 ${WIDE} ${CELL}`} title={ledTo}>
        {ledTo}
      </td>
      <td className={`text-end whitespace-nowrap text-muted ${CELL}`}>
        <RelativeTime at={item.receivedAt} />
      </td>
    </tr>
  );
}

function whatItLedTo({ published, reason, outcome }: InboundListItem): string {
  if (published) return `${published.type}, ${reachWords(published.deliveries)}`;
  return reason ?? OUTCOME_MEANINGS[outcome];
}
