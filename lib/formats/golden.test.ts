import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import type { RenderedRequest } from "./format";
import { FORMAT_IDS, getFormat } from "./registry";

// The request of every format for every event type, as a person reads it. UPDATE_GOLDEN=1 writes them anew.
const ROOT = join(import.meta.dirname, "golden");
const isUpdate = process.env.UPDATE_GOLDEN === "1";
const DELIVERY_ID = "dlv_01M844DZG5PPM74QA0ZV1BVW4D";

if (isUpdate) rmSync(ROOT, { recursive: true, force: true });

describe.each(FORMAT_IDS)("%s", (id) => {
  const format = getFormat(id);
  const folder = join(ROOT, id);
  if (isUpdate) mkdirSync(folder, { recursive: true });

  const requests = EVENT_TYPES.map((type) => {
    const request = format.render({ event: catalogue[type].example, deliveryId: DELIVERY_ID, ...format.example });
    return { type, ...readable(request) };
  });

  it.each(requests)("renders $type as its golden file says", ({ type, text, extension }) => {
    const file = join(folder, `${type}.${extension}`);
    if (isUpdate) writeFileSync(file, text);
    expect(existsSync(file) ? readFileSync(file, "utf8") : "there is no golden file").toBe(text);
  });

  it("has no golden file of an event type that is gone", () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      requests.map(({ type, extension }) => `${type}.${extension}`).toSorted(),
    );
  });
});

it("has no golden folder of a format that is gone", () => {
  expect(readdirSync(ROOT).toSorted()).toEqual([...FORMAT_IDS].toSorted());
});

// A body that is compact JSON loses nothing by being indented; any other stands as it is.
function readable(request: RenderedRequest): { text: string; extension: "json" | "txt" } {
  const json = asCompactJson(request.body);
  if (json !== undefined)
    return { text: `${JSON.stringify({ ...request, body: json }, null, 2)}\n`, extension: "json" };
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return { text: [`${request.method} ${request.url}`, ...headers, "", request.body].join("\n"), extension: "txt" };
}

function asCompactJson(body: string): unknown {
  try {
    const json: unknown = JSON.parse(body);
    return JSON.stringify(json) === body ? json : undefined;
  } catch {
    return undefined;
  }
}
