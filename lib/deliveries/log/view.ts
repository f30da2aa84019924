import type { FlowView } from "@/lib/destinations/flow-view";
import type { DeliveryStatus } from "./filter-schema";

/** Where a delivery goes, as the log names it. */
export type DeliveryDestination = {
  id: string;
  name: string;
  /** bridge or subscription */
  kind: string;
  format: string;
  formatLabel: string;
  pausedAt: string | null;
  disabledAt: string | null;
  deletedAt: string | null;
  flow: FlowView;
};

/** One line of the log. Times are ISO 8601 in UTC. */
export type DeliveryItem = {
  id: string;
  workspaceId: string;
  eventId: string;
  eventType: string;
  /** event, test, resend or replay */
  origin: string;
  status: DeliveryStatus;
  attemptCount: number;
  /** Of these, how many count in no limit: refusals that asked for patience, and probes of an open breaker. */
  sparedCount: number;
  /** When the next attempt falls due, if its destination takes it then; null once the delivery has ended. */
  dueAt: string | null;
  /** An attempt is under way until then at the latest. */
  leasedUntil: string | null;
  lastStatus: number | null;
  lastError: string | null;
  summary: string | null;
  createdAt: string;
  endedAt: string | null;
  destination: DeliveryDestination;
};

/** One request and what came of it. */
export type AttemptView = {
  id: string;
  number: number;
  startedAt: string;
  durationMs: number;
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  responseStatus: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  responseBodyBytes: number | null;
  errorClass: string | null;
  verdict: string;
  explanation: string;
};

/** Another delivery of the same event to the same destination. */
export type RelatedDelivery = {
  id: string;
  origin: string;
  status: DeliveryStatus;
  resendOfId: string | null;
  createdAt: string;
};

/** One delivery with all that is known of it. */
export type DeliveryDetail = DeliveryItem & {
  resendOfId: string | null;
  event: { id: string; type: string; timestamp: string; data: string } | null;
  attempts: readonly AttemptView[];
  related: readonly RelatedDelivery[];
};
