import type { Format } from "@/lib/formats/format";
import { DEFAULT_SIGNATURE_HEADER } from "@/lib/formats/signature-header";
import { Prisma } from "@/prisma/generated/client";
import type { BridgeInput } from "./schema";

/** The columns of a bridge that are not sealed, as create and update write them. What the input leaves out is as in `stored`. */
export function destinationColumns(input: BridgeInput, format: Format, stored: { rateLimitPerSecond: number | null }) {
  const rooms = input.filter?.workroom_ids ?? [];
  return {
    name: input.name,
    format: input.format,
    eventTypes: input.eventTypes,
    filters: rooms.length > 0 ? { all: { workroom_ids: rooms } } : Prisma.DbNull,
    signatureHeader: format.customSignature ? input.signatureHeader : DEFAULT_SIGNATURE_HEADER,
    signaturePrefix: format.customSignature ? input.signaturePrefix : "",
    timeoutMs: input.timeoutMs,
    rateLimitPerSecond: input.rateLimitPerSecond === undefined ? stored.rateLimitPerSecond : input.rateLimitPerSecond,
  };
}
