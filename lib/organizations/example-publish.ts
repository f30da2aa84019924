import { catalogue } from "@/lib/events/catalogue";

const TYPE = "workroom.completed";

/** A command that publishes the catalogue's example to a workspace. */
export function examplePublish({ appUrl, workspaceId }: { appUrl: string; workspaceId: string }): string {
  const body = { type: TYPE, workspace_id: workspaceId, data: catalogue[TYPE].example.data };
  // Inside single quotes of a shell only the single quote itself needs care.
  const json = JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
  return [
    `curl ${new URL("/api/v1/events", appUrl).href} \\`,
    `  -H "Authorization: Bearer $ATELYA_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${json}'`,
  ].join("\n");
}
