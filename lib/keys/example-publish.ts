import { catalogue } from "@/lib/events/catalogue";
import { exampleRequest } from "./example-request";

const TYPE = "workroom.completed";

/** A command that publishes the catalogue's example to a workspace. */
export function examplePublish({ appUrl, workspaceId }: { appUrl: string; workspaceId: string }): string {
  const body = { type: TYPE, workspace_id: workspaceId, data: catalogue[TYPE].example.data };
  return exampleRequest({ appUrl, path: "/api/v1/events", body });
}
