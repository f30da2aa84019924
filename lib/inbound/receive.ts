import { newId } from "@/lib/ids";
import { queueInbound } from "./queue/queue";
import type { InboundRequest, ParsedRequest, Receiver } from "./receiver/define-receiver";
import { countRefusal } from "./receiver/refusals";
import type { Receipt, ReceiptOutcome } from "./receiver/schema";
import { type StoredItem, storeInbound } from "./store";

export type Received = { receipt: Receipt } | { answer: { status: number; body?: unknown } };

/**
 * Verifies a request; one that fails is counted and never stored. Throws what the receiver's `verify` does: an address
 * that is nobody's (`not_found`) is not counted.
 */
export async function verifyInbound<V>(receiver: Receiver<V>, request: InboundRequest): Promise<V> {
  try {
    return await receiver.verify(request);
  } catch (error) {
    if (isRefusal(error)) countRefusal(receiver.name, request.params.connectionId ?? "", request.now);
    throw error;
  }
}

/**
 * Takes in a verified request: stores its events, hands the new ones to the queue and says what became of them. Once it
 * returns, no crash loses any. Throws `malformed`.
 */
export async function receive<V>(receiver: Receiver<V>, request: InboundRequest, verified: V): Promise<Received> {
  const parsed = await receiver.parse(request, verified);
  const items = parsed.items.map((item) => ({
    ...item,
    ignoredBecause: item.ignoredBecause ?? unknown(receiver, item),
  }));
  const stored = items.length === 0 ? [] : await storeInbound(receiver.name, items);
  const outcomes = items.map((item, index) => outcomeOf(item.ignoredBecause, stored[index]));
  // Not awaited: they are committed, and what the queue loses the sweeper finds.
  void queueInbound(
    stored
      .filter((_, index) => outcomes[index] === "handled")
      .map(({ id, externalId }) => ({
        inboundId: id,
        attempt: 0,
        id: `inbound:${receiver.name}:${externalId}`,
      })),
  );
  if (parsed.answer) return { answer: parsed.answer };
  return { receipt: receiptOf({ ...parsed, items }, stored, outcomes) };
}

function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "unauthenticated" || code === "malformed";
}

function unknown<V>(receiver: Receiver<V>, { type }: { type: string }): string | undefined {
  return Object.hasOwn(receiver.on, type) ? undefined : `Nothing here acts on ${type.slice(0, 100)}.`;
}

function outcomeOf(ignoredBecause: string | undefined, stored: StoredItem | undefined): ReceiptOutcome {
  if (!stored?.isNew) return "duplicate";
  return ignoredBecause === undefined ? "handled" : "ignored";
}

function receiptOf(
  { items }: ParsedRequest,
  stored: readonly StoredItem[],
  outcomes: readonly ReceiptOutcome[],
): Receipt {
  const [item] = items;
  if (item && items.length === 1) {
    const outcome = outcomes[0] ?? "duplicate";
    const reason = outcome === "ignored" ? item.ignoredBecause : undefined;
    return { id: stored[0]?.id ?? "", type: item.type, outcome, ...(reason ? { reason } : {}) };
  }
  const counts: NonNullable<Receipt["counts"]> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const outcome = counts.handled ? "handled" : counts.duplicate ? "duplicate" : "ignored";
  return { id: newId("request"), type: "batch", outcome, counts };
}
