import { z } from "zod";
import { apiEvent } from "@/lib/deliveries/log/api-schema";
import { defineOperation } from "../operation";
import { listOf } from "./page-of";

const eventType = z
  .object({
    type: z.string().meta({ examples: ["workroom.completed"] }),
    description: z.string(),
    stable: z.boolean().meta({
      description: "Its name never changes and its data only grows. Webhooks may hear of stable types alone.",
    }),
    schema: z.record(z.string(), z.unknown()).meta({ description: "The JSON Schema of the event's `data`." }),
    example: apiEvent,
  })
  .meta({ id: "EventType" });

const workspace = z.object({ id: z.string(), name: z.string() }).meta({ id: "Workspace" });

export const listEventTypes = defineOperation({
  id: "listEventTypes",
  method: "get",
  path: "/api/v1/event-types",
  tag: "catalogue",
  summary: "List event types",
  description: "Everything that can happen, with its schema, an example and its stability.",
  scope: null,
  answers: [{ status: 200, description: "The catalogue.", schema: listOf("EventTypeList", eventType) }],
});

export const listWorkspaces = defineOperation({
  id: "listWorkspaces",
  method: "get",
  path: "/api/v1/workspaces",
  tag: "catalogue",
  summary: "List workspaces",
  description: "Those that the key may see, the oldest first.",
  scope: null,
  answers: [{ status: 200, description: "The workspaces.", schema: listOf("WorkspaceList", workspace) }],
});

export const readDocument = defineOperation({
  id: "readDocument",
  method: "get",
  path: "/api/v1/openapi.json",
  tag: "catalogue",
  summary: "Read this document",
  scope: "public",
  answers: [
    { status: 200, description: "The OpenAPI 3.1 document.", schema: z.object({ openapi: z.string() }).loose() },
  ],
});

export const catalogueOperations = [listEventTypes, listWorkspaces, readDocument];
