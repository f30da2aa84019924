import type { Status, StatusUpdate } from "./shape";

// Meta keeps no order and repeats itself: what was read is not merely delivered again, and what failed stays failed.
const RANK: Readonly<Record<Status, number>> = { sent: 1, delivered: 2, read: 3, played: 4, failed: 5, deleted: 6 };

/** The key under which a status is stored once: number, message and status, and in a group the member. */
export function statusKey(phoneNumberId: string, update: StatusUpdate, status: Status): string {
  const member = update.recipient_participant_id ?? update.recipient_participant_user_id;
  return [phoneNumberId, update.id, status, ...(member ? [member] : [])].join(":");
}

/** The statuses that a message does not go back from to this one. */
export function further(status: Status): Status[] {
  const known = Object.entries(RANK) as [Status, number][];
  return known.filter(([, rank]) => rank > RANK[status]).map(([name]) => name);
}

/** Of several statuses the one that counts. */
export function furthest(statuses: readonly Status[]): Status | undefined {
  return [...statuses].sort((a, b) => RANK[b] - RANK[a])[0];
}
