import { replay, replayPreview, replayRequest } from "@/lib/replays/schema";
import { defineOperation } from "../operation";

export const createReplay = defineOperation({
  id: "createReplay",
  method: "post",
  path: "/api/v1/webhooks/{id}/replay",
  tag: "replays",
  summary: "Replay a webhook's deliveries",
  description:
    "Sends the events of past deliveries again in the background, each event once, oldest first, with its first `webhook-id`. Deliveries that are still on their way, tests, and those that were sent again since are left out. It goes on over a restart and leaves live deliveries their room: at most 200 a second.",
  scope: "webhooks:write",
  params: { id: "subscription" },
  body: {
    schema: replayRequest,
    examples: {
      outage: { since: "2026-11-23T09:00:00Z", until: "2026-11-23T12:00:00Z", status: "failed" },
      count: { since: "2026-11-23T00:00:00Z", types: ["workroom.completed"], dry_run: true },
    },
  },
  answers: [
    {
      status: 202,
      description: "The replay has begun.",
      schema: replay,
      headers: { Location: "The path of what was made." },
    },
    { status: 200, description: "A dry run: what a replay would send.", schema: replayPreview },
  ],
  refusals: {
    invalid: "A field fails its schema, or `since` does not lie before `until`.",
    conflict: "The webhook takes nothing now, or has a replay under way.",
  },
});

export const getReplay = defineOperation({
  id: "getReplay",
  method: "get",
  path: "/api/v1/replays/{id}",
  tag: "replays",
  summary: "Read a replay's progress",
  scope: "webhooks:read",
  params: { id: "replay" },
  answers: [{ status: 200, description: "The replay.", schema: replay }],
});

export const cancelReplay = defineOperation({
  id: "cancelReplay",
  method: "delete",
  path: "/api/v1/replays/{id}",
  tag: "replays",
  summary: "Cancel a replay",
  description: "It makes no more deliveries, and those of its own that have not ended are cancelled.",
  scope: "webhooks:write",
  params: { id: "replay" },
  answers: [{ status: 200, description: "The replay as it is now.", schema: replay }],
});

export const replayOperations = [createReplay, getReplay, cancelReplay];
