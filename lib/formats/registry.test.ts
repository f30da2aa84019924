import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import { describeFields, joinSecrets, splitSecrets } from "./fields";
import { BRIDGE_FORMAT_IDS, FORMAT_IDS, getFormat } from "./registry";

const LOOPBACK = ["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010"];

describe.each(FORMAT_IDS)("%s", (id) => {
  const format = getFormat(id);
  const { config, url } = format.example;

  it("is registered under its own id, with words for its card", () => {
    expect(format.id).toBe(id);
    expect(format.summary).toMatch(/\.$/);
    expect(format.url.label && format.url.placeholder && format.url.help).toBeTruthy();
  });

  it("has an example that passes its own checks", () => {
    expect(format.configSchema.parse(config)).toEqual(config);
    expect(format.url.check(new URL(url), false)).toBeNull();
    expect(format.url.check(new URL(format.url.placeholder), false)).toBeNull();
  });

  it("takes a loopback host in local mode, its path as the example's, and otherwise only where any host goes", () => {
    const { pathname } = new URL(url);
    const anyHost = format.url.check(new URL("https://example.com/"), false) === null;
    for (const origin of LOOPBACK) {
      expect(format.url.check(new URL(pathname, origin), true)).toBeNull();
      expect(format.url.check(new URL(pathname, origin), false) === null).toBe(anyHost);
    }
  });

  it("refuses look-alike hosts in words that carry an example", () => {
    if (format.url.check(new URL("https://example.com/"), false) === null) return;
    const { hostname, pathname } = new URL(url);
    for (const host of [`${hostname}.evil.example`, `evil-${hostname}.example`, `x${hostname}x.com`, "example.com"]) {
      const problem = format.url.check(new URL(`https://${host}${pathname}`), false);
      expect(problem).toContain("https://");
    }
  });

  it("renders every event type to a POST, PUT or PATCH with a content type, and the same again", () => {
    for (const type of EVENT_TYPES) {
      const input = { event: catalogue[type].example, config, url, deliveryId: "dlv_01M844DZG5PPM74QA0ZV1BVW4D" };
      const request = format.render(input);
      expect(["POST", "PUT", "PATCH"]).toContain(request.method);
      expect(request.headers["Content-Type"]).toBeTruthy();
      expect(new URL(request.url).origin).toBe(new URL(url).origin);
      expect(format.render(input)).toEqual(request);
    }
  });

  it("keeps its secrets out of what it renders, and seals them apart", () => {
    const parts = splitSecrets(format, config);
    expect(joinSecrets(format, parts.config, parts.credentials)).toEqual(config);
    const request = JSON.stringify(
      format.render({ event: catalogue["webhook.test"].example, config, url, deliveryId: "dlv_1" }),
    );
    for (const secret of Object.values(parts.credentials)) {
      expect(request).not.toContain(String(secret));
      expect(JSON.stringify(parts.config)).not.toContain(String(secret));
    }
  });

  it("draws a form whose every field can be read", () => {
    for (const { name, meta } of describeFields(format)) {
      expect(meta.label, name).toMatch(/^[A-Z]/);
      if (meta.showWhen) {
        const fields = describeFields(format).map((field) => field.name);
        expect(fields.indexOf(meta.showWhen.field)).toBeLessThan(fields.indexOf(name));
        expect(fields).toContain(meta.showWhen.field);
      }
      if (meta.control === "select") expect(meta.options?.length).toBeGreaterThan(1);
    }
  });

  it("judges: trouble is retried, 410 ends it, and each permanent error names its remedy", () => {
    for (const status of [401, 408, 409, 418, 429, 500, 502, 503, 504]) {
      expect(format.interpret({ status, headers: {}, body: "" }).kind).toBe("retry");
    }
    for (const [code, remedy] of Object.entries(format.permanentErrors)) {
      expect(remedy, code).toMatch(/^\S.{20,}\.$/);
    }
  });
});

describe("the registry", () => {
  it("offers six formats to bridges", () => {
    expect(BRIDGE_FORMAT_IDS).toHaveLength(6);
    expect(FORMAT_IDS).toHaveLength(7);
  });

  it("knows no format by way of the prototype", () => {
    for (const id of ["constructor", "__proto__", "toString", ""]) expect(() => getFormat(id)).toThrow();
  });
});

// A new format is its file, its golden folder and a line in the registry: so nothing else may tell formats apart.
describe("nothing outside this folder", () => {
  const root = join(import.meta.dirname, "../..");
  const sources = ["app", "components", "lib", "inngest"].flatMap((folder) => sourceFiles(join(root, folder)));
  const ids = FORMAT_IDS.join("|");
  const tells = [
    new RegExp(`case\\s+["'\`](${ids})["'\`]`),
    new RegExp(`format(\\.id|Id)?\\s*[!=]==?\\s*["'\`](${ids})["'\`]`, "i"),
    new RegExp(`["'\`](${ids})["'\`]\\s*[!=]==?\\s*\\w*\\.?format`, "i"),
    new RegExp(`getFormat\\(\\s*["'\`](${ids})["'\`]`),
    new RegExp(`\\bformats(\\.(${ids})\\b|\\[["'\`](${ids})["'\`]\\])`),
    // These words mean nothing else in this product.
    /["'`](salesforce|zendesk|intercom|generic_json)["'`]/,
    /^\s*(salesforce|zendesk|intercom|generic_json)\s*:/m,
  ];

  it("names a format, or tells one from another", () => {
    expect(sources.length).toBeGreaterThan(50);
    const offenders = sources.filter((file) => {
      const text = readFileSync(file, "utf8");
      return tells.some((pattern) => pattern.test(text));
    });
    expect(offenders.map((file) => relative(root, file))).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === import.meta.dirname || entry.name === "testing" ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
