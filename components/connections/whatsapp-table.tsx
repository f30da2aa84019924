import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WhatsappNumber } from "@/lib/connections/whatsapp/list";
import { MESSAGES_COUNTED_MAX } from "@/lib/connections/whatsapp/schema";
import { DisconnectWhatsappButton } from "./whatsapp-disconnect";
import { EditWhatsappButton } from "./whatsapp-form";

type WhatsappTableProps = { numbers: readonly WhatsappNumber[]; mayManage: boolean };

/** The linked numbers, and whether anything comes to them. */
export function WhatsappTable({ numbers, mayManage }: WhatsappTableProps) {
  return (
    <DataTable
      label="WhatsApp numbers"
      columns={["Name", "Phone number ID", "Last message", "In 24 h", ...(mayManage ? [""] : [])]}
    >
      {numbers.map((number) => (
        <tr key={number.id}>
          <td>
            <span className="font-medium">{number.name}</span>
            {number.displayNumber && <span className="text-muted"> · {number.displayNumber}</span>}
          </td>
          <td className="font-mono text-xs">{number.phoneNumberId}</td>
          <td className="whitespace-nowrap text-muted">
            {number.lastMessageAt ? <RelativeTime at={number.lastMessageAt} /> : "None yet"}
          </td>
          <td className="whitespace-nowrap">
            <Link href="/settings/integrations/inbound?provider=whatsapp" className="text-link">
              {countWords(number.messagesToday)}
            </Link>
          </td>
          {mayManage && (
            <td className="text-end whitespace-nowrap">
              <EditWhatsappButton number={number} />
              <DisconnectWhatsappButton number={number} />
            </td>
          )}
        </tr>
      ))}
    </DataTable>
  );
}

function countWords(messages: number): string {
  if (messages >= MESSAGES_COUNTED_MAX) return `${MESSAGES_COUNTED_MAX.toLocaleString("en")} or more`;
  return messages === 1 ? "1 message" : `${messages.toLocaleString("en")} messages`;
}
