import { expect, it } from "vitest";
import { formatOption } from "@/lib/bridges/form-options";
import type { BridgeDetail } from "@/lib/bridges/view";
import { compareValues } from "./compare-values";
import { newBridgeValues, storedBridgeValues, toDraft } from "./form-values";

const custom = formatOption("custom");

it("sends the fields that are shown, and no row that is blank", () => {
  const values = newBridgeValues(custom);
  values.config = {
    ...values.config,
    auth: "bearer",
    token: "t",
    password: "typed before, for basic",
    headers: [
      { name: "", value: "" },
      { name: "X-Team", value: "ops" },
    ],
  };
  const draft = toDraft({ ...values, timeoutSeconds: "2.5", workroomIds: ["wr_1"] }, custom);
  expect(draft).toMatchObject({ timeoutMs: 2_500, filter: { workroom_ids: ["wr_1"] } });
  expect(draft.config).toMatchObject({ token: "t", headers: [{ name: "X-Team", value: "ops" }] });
  expect(draft.config).not.toHaveProperty("password");
});

it("starts with the rate that a target advises, and takes an empty field for no limit", () => {
  expect(newBridgeValues(formatOption("slack")).rateLimitPerSecond).toBe("1");
  const values = newBridgeValues(custom);
  expect(values.rateLimitPerSecond).toBe("");
  expect(toDraft(values, custom).rateLimitPerSecond).toBeNull();
  expect(toDraft({ ...values, rateLimitPerSecond: " 20 " }, custom).rateLimitPerSecond).toBe(20);
});

it("shows a stored bridge with its secrets left empty", () => {
  const bridge = {
    format: "custom",
    name: "A",
    url: null,
    config: { auth: "bearer" },
    eventTypes: ["*"],
    workroomIds: [],
  };
  const stored = {
    ...bridge,
    signatureHeader: "X-A",
    signaturePrefix: "",
    timeoutMs: 15_000,
    rateLimitPerSecond: 20,
  } as unknown as BridgeDetail;
  const values = storedBridgeValues(stored, custom);
  expect(values).toMatchObject({
    url: "",
    timeoutSeconds: "15",
    rateLimitPerSecond: "20",
    config: { auth: "bearer", token: "", method: "POST" },
  });
});

it("tells two versions apart field by field, and leaves secrets out", () => {
  const theirs = newBridgeValues(custom);
  const mine = {
    ...theirs,
    name: "Mine",
    eventTypes: ["b", "a"],
    rateLimitPerSecond: "5",
    config: { ...theirs.config, method: "PUT", password: "x" },
  };
  expect(compareValues(mine, { ...theirs, eventTypes: ["a", "b"] }, custom)).toEqual([
    { label: "Name", mine: "Mine", theirs: "" },
    { label: "Method", mine: "PUT", theirs: "POST" },
    { label: "Requests a second", mine: "5", theirs: "" },
  ]);
});
