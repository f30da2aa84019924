import type { Context } from "@/lib/context";
import { type InboundFilterParams, readInboundFilters } from "./log/filter-schema";
import { type InboundPage, readInboundPage } from "./log/list";
import { type Refused, refusedInADay } from "./refused";

/** What the Inbound page is given before its first poll. */
export type InboundStart = {
  workspaceId: string;
  filters: InboundFilterParams;
  page: InboundPage;
  refused: readonly Refused[];
  /** Whether the reader may see personal data and have things handled again. */
  mayManage: boolean;
};

/** The Inbound page as it shows at first: filters from its address, and the first page. */
export async function startInbound(ctx: Context, workspaceId: string, query: URLSearchParams): Promise<InboundStart> {
  const filters = readInboundFilters(query);
  const [page, refused] = await Promise.all([
    readInboundPage(ctx, { workspaceId, filters, page: {} }),
    refusedInADay(ctx),
  ]);
  return { workspaceId, filters, page, refused, mayManage: ctx.permissions.has("organization:manage") };
}
