import type { Operation } from "../operation";
import { catalogueOperations } from "./catalogue";
import { creditOperations } from "./credits";
import { deliveryOperations } from "./deliveries";
import { eventOperations } from "./events";
import { replayOperations } from "./replays";
import { webhookOperations } from "./webhooks";

/** Every operation of the public API, in the document's order. */
export const operations: readonly Operation[] = [
  ...webhookOperations,
  ...deliveryOperations,
  ...replayOperations,
  ...eventOperations,
  ...creditOperations,
  ...catalogueOperations,
];
