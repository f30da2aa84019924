import type { Tone } from "@/components/ui/tone";

type Words = { label: string; tone: Tone };

const SUBSCRIPTION: Record<string, Words> = {
  active: { label: "Active", tone: "success" },
  trialing: { label: "Trial", tone: "success" },
  past_due: { label: "Payment overdue", tone: "warning" },
  incomplete: { label: "First payment pending", tone: "warning" },
  paused: { label: "Paused", tone: "warning" },
  unpaid: { label: "Unpaid", tone: "danger" },
  canceled: { label: "Canceled", tone: "neutral" },
  incomplete_expired: { label: "Never paid", tone: "neutral" },
};

const INVOICE: Record<string, Words> = {
  draft: { label: "Draft", tone: "neutral" },
  open: { label: "Open", tone: "warning" },
  paid: { label: "Paid", tone: "success" },
  uncollectible: { label: "Written off", tone: "danger" },
  void: { label: "Void", tone: "neutral" },
};

const REASONS: Record<string, string> = {
  plan: "Plan",
  top_up: "Top-up",
  refund: "Refund",
  dispute: "Dispute",
  dispute_won: "Dispute won",
  usage: "Usage",
};

/** A subscription's status for people; Stripe's own word where it is a new one. */
export function subscriptionWords(status: string): Words {
  return SUBSCRIPTION[status] ?? { label: status.replaceAll("_", " "), tone: "neutral" };
}

/** An invoice's status for people. */
export function invoiceWords(status: string): Words {
  return INVOICE[status] ?? { label: status.replaceAll("_", " "), tone: "neutral" };
}

/** Why credits came or went. */
export function reasonWords(reason: string): string {
  return REASONS[reason] ?? reason.replaceAll("_", " ");
}

/** An amount with its sign: "+2,000", "−12". */
export function signedWords(amount: number): string {
  const digits = new Intl.NumberFormat("en-US").format(Math.abs(amount));
  return amount < 0 ? `−${digits}` : `+${digits}`;
}
