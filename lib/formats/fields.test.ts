import { describe, expect, it } from "vitest";
import { z } from "zod";
import { configObject, describeFields, field, joinSecrets, splitSecrets } from "./fields";

const configSchema = configObject({
  kind: field(z.enum(["a", "b"]).default("a"), { label: "Kind" }),
  name: field(z.string().min(1, "Enter a name."), { label: "Name" }),
  key: field(z.string().optional(), {
    label: "Key",
    placeholder: "k",
    required: true,
    secret: true,
    showWhen: { field: "kind", in: ["b"] },
  }),
  rows: field(z.array(z.string()).default([]), { label: "Rows" }),
  isOn: field(z.boolean().default(false), { label: "On" }),
});
const format = { configSchema };

describe("describeFields", () => {
  it("tells each field's kind, need and default in the schema's order", () => {
    expect(
      describeFields(format).map(({ name, type, required, default: value }) => [name, type, required, value]),
    ).toEqual([
      ["kind", "choice", false, "a"],
      ["name", "text", true, undefined],
      ["key", "text", true, undefined],
      ["rows", "list", false, []],
      ["isOn", "flag", false, false],
    ]);
  });

  it("is plain data, for the browser", () => {
    expect(structuredClone(describeFields(format))).toEqual(describeFields(format));
  });
});

describe("configObject", () => {
  const paths = (config: object) => configSchema.safeParse(config).error?.issues.map(({ path }) => path.join("."));

  it("needs a field only while it is shown", () => {
    expect(paths({ kind: "a", name: "n" })).toBeUndefined();
    expect(paths({ name: "n" })).toBeUndefined();
    expect(paths({ kind: "b", name: "n" })).toEqual(["key"]);
    expect(paths({ kind: "b", name: "n", key: "" })).toEqual(["key"]);
    expect(paths({ kind: "b", name: "n", key: "k" })).toBeUndefined();
  });

  it("says all that is wrong at once", () => {
    expect(paths({ kind: "b", name: "" })).toEqual(["name", "key"]);
  });
});

describe("secrets", () => {
  it("are parted from what may be listed, and joined again", () => {
    const config = { kind: "b", name: "n", key: "k", rows: [], isOn: true };
    const parts = splitSecrets(format, config);
    expect(parts).toEqual({ config: { kind: "b", name: "n", rows: [], isOn: true }, credentials: { key: "k" } });
    expect(joinSecrets(format, parts.config, parts.credentials)).toEqual(config);
  });

  it("let nothing but secret fields in from the sealed side", () => {
    expect(joinSecrets(format, { name: "n" }, { name: "other", key: "k", extra: 1 })).toEqual({ name: "n", key: "k" });
    expect(joinSecrets(format, null, {})).toEqual({});
  });
});
