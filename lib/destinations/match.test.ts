import { describe, expect, it } from "vitest";
import { type Listener, matches, workroomOf } from "./match";

const event = { type: "workroom.completed", workspaceId: "ws_1", workroomId: "wr_1" };
const bridge: Listener = { kind: "bridge", workspaceId: "ws_1", eventTypes: ["workroom.completed"], filters: null };

describe("matches", () => {
  it.each<[string, Partial<Listener>, boolean]>([
    ["its type in its workspace", {}, true],
    ["all events", { eventTypes: ["*"] }, true],
    ["another type", { eventTypes: ["workroom.created"] }, false],
    ["another workspace", { workspaceId: "ws_2" }, false],
    ["any workspace", { workspaceId: null }, true],
    ["a workroom of its filter", { filters: { all: { workroom_ids: ["wr_0", "wr_1"] } } }, true],
    ["a workroom outside its filter", { filters: { all: { workroom_ids: ["wr_2"] } } }, false],
    ["a workspace outside its filter", { workspaceId: null, filters: { all: { workspace_ids: ["ws_9"] } } }, false],
    ["an empty filter", { filters: { all: { workroom_ids: [] } } }, true],
    ["a filter of its type", { filters: { types: { "workroom.completed": { workroom_ids: ["wr_2"] } } } }, false],
    ["a filter of another type", { filters: { types: { "workroom.created": { workroom_ids: ["wr_2"] } } } }, true],
  ])("%s", (_, change, expected) => {
    expect(matches({ ...bridge, ...change }, event)).toBe(expected);
  });

  it("keeps an event without a workroom from a destination that asks for some", () => {
    const listener = { ...bridge, filters: { all: { workroom_ids: ["wr_1"] } } };
    expect(matches(listener, { ...event, workroomId: undefined })).toBe(false);
  });
});

describe("workroomOf", () => {
  it("reads the workroom that the data names", () => {
    expect(workroomOf({ workroom: { id: "wr_1" } })).toBe("wr_1");
    expect(workroomOf({ workroom: null })).toBeUndefined();
    expect(workroomOf({})).toBeUndefined();
  });
});
