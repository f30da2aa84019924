"use client";

import { CARD_BODY, CARD_CELL, CARD_HEAD, CARD_LINE, CARD_ROW, CARD_TABLE } from "@/components/ui/card-row";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { Status } from "@/components/ui/status";
import type { InboundListItem } from "@/lib/inbound/log/item-row";
import { inboundPath } from "./inbound-address";
import { INBOUND_PROVIDER_LABELS, OUTCOME_MEANINGS, OUTCOME_WORDS, reachWords } from "./outcome-words";

type InboundTableProps = { items: readonly InboundListItem[]; onOpen: (inboundId: string) => void };

/** The list's rows: a table with fixed columns, so that nothing moves as outcomes change; cards where the screen is narrow. */
export function InboundTable({ items, onOpen }: InboundTableProps) {
  return (
    <table aria-label="Inbound events" className={CARD_TABLE}>
      <thead className={CARD_HEAD}>
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
      <tbody className={CARD_BODY}>
        {items.map((item) => (
          <Row key={item.id} item={item} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item, onOpen }: { item: InboundListItem; onOpen: (inboundId: string) => void }) {
  const { tone, label } = OUTCOME_WORDS[item.outcome];
  const provider = INBOUND_PROVIDER_LABELS[item.provider];
  const ledTo = whatItLedTo(item);
  return (
    <tr className={CARD_ROW}>
      <td className={CARD_CELL}>
        <Status tone={tone} label={label} />
      </td>
      <td className={`@max-3xl:order-3 ${CARD_LINE}`} title={item.type}>
        <RowLink href={inboundPath(item.id)} label={`${item.type} from ${provider}`} onOpen={() => onOpen(item.id)}>
          {item.type}
        </RowLink>
      </td>
      <td className={`@max-3xl:order-4 ${CARD_LINE}`} title={item.connectionName ?? undefined}>
        {provider}
        {item.connectionName && <span className="text-muted"> · {item.connectionName}</span>}
      </td>
      <td className={`text-muted @max-3xl:order-5 ${CARD_LINE}`} title={ledTo}>
        {ledTo}
      </td>
      <td className={`text-end whitespace-nowrap text-muted ${CARD_CELL}`}>
        <RelativeTime at={item.receivedAt} />
      </td>
    </tr>
  );
}

function whatItLedTo({ published, reason, outcome }: InboundListItem): string {
  if (published) return `${published.type}, ${reachWords(published.deliveries)}`;
  return reason ?? OUTCOME_MEANINGS[outcome];
}
