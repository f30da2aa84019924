import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { examplePublish } from "@/lib/keys/example-publish";
import { exampleRequest } from "@/lib/keys/example-request";
import { exampleCreate, exampleUpdate } from "./example-commands";
import { subscriptionCreate, subscriptionUpdate } from "./schema";

const appUrl = "https://webhooks.example.com";

const bodyOf = (command: string): unknown => JSON.parse(command.slice(command.indexOf("'") + 1, -1));

describe("a command to paste", () => {
  it("carries a body that the API accepts", () => {
    const workspaceId = newId("workspace");
    const create = exampleCreate({ appUrl, workspaceId });
    expect(create).toContain(`curl ${appUrl}/api/v1/webhooks \\`);
    expect(subscriptionCreate.parse(bodyOf(create)).filter).toEqual({ workspace_ids: [workspaceId] });
    const update = exampleUpdate({ appUrl, id: "sub_1" });
    expect(update).toContain(`curl -X PATCH ${appUrl}/api/v1/webhooks/sub_1 \\`);
    expect(subscriptionUpdate.parse(bodyOf(update))).toBeTruthy();
    expect(bodyOf(examplePublish({ appUrl, workspaceId }))).toMatchObject({ workspace_id: workspaceId });
  });

  it("is one that a shell reads as it is meant", () => {
    expect(exampleRequest({ appUrl, path: "/api/v1/workspaces" })).toBe(
      `curl ${appUrl}/api/v1/workspaces \\\n  -H "Authorization: Bearer $ATELYA_API_KEY"`,
    );
    expect(exampleRequest({ appUrl, path: "/x", body: { a: "it's" } })).toContain(`"it'\\''s"`);
  });
});
