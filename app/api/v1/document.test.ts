import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { catalogue, isEventType } from "@/lib/events/catalogue";
import { operations } from "@/lib/http/operations";
import { GET } from "./openapi.json/route";
import { routeFileOf } from "./testing/call";
import { apiDocument, type DocumentOperation, faults } from "./testing/document";

it("passes a linter without a word", async () => {
  // The product has no licence to name, and whoever reads the document needs no key to be refused for.
  const rules = { "info-license": "off", "operation-4xx-response": "off" } as const;
  const config = await createConfig({ extends: ["recommended"], rules });
  const source = JSON.stringify(apiDocument);
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
});

it("tells of every route there is, and of no other", () => {
  const told = operations.map(({ path, method }) => `${method.toUpperCase()} ${routeFileOf(path)}`);
  expect(new Set(told).size).toBe(told.length);
  const root = join(process.cwd(), "app/api/v1");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts") && !file.startsWith("[...path]"))
    .map((file) => join(root, file));
  const there = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/export (?:const|function) (GET|POST|PATCH|PUT|DELETE)\b/g)].map(
      ([, method]) => `${method} ${file}`,
    ),
  );
  expect(there.sort()).toEqual(told.sort());
});

it("has examples that fit their schemas", () => {
  const check = (place: string[], { requestBody, operationId }: DocumentOperation) => {
    for (const [mediaType, media] of Object.entries(requestBody?.content ?? {})) {
      const examples = [...Object.values(media.examples ?? {}).map(({ value }) => value), media.example];
      for (const example of examples.filter((value) => value !== undefined)) {
        expect(faults([...place, "requestBody", "content", mediaType, "schema"], example), operationId).toBe("");
      }
    }
  };
  for (const [path, methods] of Object.entries(apiDocument.paths)) {
    for (const [method, operation] of Object.entries(methods)) check(["paths", path, method], operation);
  }
  for (const [type, { post }] of Object.entries(apiDocument.webhooks)) {
    expect(isEventType(type) && catalogue[type].example).toBeTruthy();
    check(["webhooks", type, "post"], post);
  }
});

it("is there for everybody, at the app's own address", async () => {
  const response = GET();
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const document = await response.json();
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "http://localhost:3000" }] });
  expect(Object.keys(document.paths)).toEqual(Object.keys(apiDocument.paths));
});
