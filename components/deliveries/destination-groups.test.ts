import { expect, it } from "vitest";
import { destinationGroups } from "./destination-groups";
import { destinationPath } from "./destination-place";

const bridge = { id: "br_1", name: "Team channel" };
const subscription = { id: "sub_1", name: "Order desk" };

it("offers bridges and subscriptions, each under its word", () => {
  expect(destinationGroups([subscription, bridge], undefined)).toEqual([
    { label: "Bridges", options: [{ value: "br_1", label: "Team channel" }] },
    { label: "Subscriptions", options: [{ value: "sub_1", label: "Order desk" }] },
  ]);
  expect(destinationGroups([], undefined)).toEqual([]);
});

it("keeps what a link chose, though it is gone", () => {
  expect(destinationGroups([bridge], "sub_9")[1]).toEqual({
    label: "Subscriptions",
    options: [{ value: "sub_9", label: "A deleted subscription" }],
  });
});

it("leads to the page of either", () => {
  expect(destinationPath("br_1")).toBe("/settings/integrations/webhooks/br_1");
  expect(destinationPath("sub_1")).toBe("/settings/developers/subscriptions/sub_1");
});
