import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";

export const INVOICES_SHOWN = 12;

/** An invoice as the page lists it; `amount` in the currency's smallest unit. */
export type InvoiceRow = {
  id: string;
  number: string | null;
  status: string;
  amount: number;
  currency: string;
  url: string | null;
  creditsGranted: number;
  at: Date;
};

/** The newest dozen invoices. Stripe's own portal has all of them. */
export async function listInvoices(ctx: Context): Promise<InvoiceRow[]> {
  authorize(ctx, "webhooks:read");
  const rows = await db.billingInvoice.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: INVOICES_SHOWN,
  });
  return rows.map(({ id, number, status, amount, currency, url, creditsGranted, paidAt, lastEventAt }) => ({
    ...{ id, number, status, currency, creditsGranted },
    amount: Number(amount),
    url: url?.startsWith("https://") ? url : null,
    at: paidAt ?? lastEventAt,
  }));
}
