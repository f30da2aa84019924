import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { operations } from "@/lib/http/operations";
import { routeFileOf } from "./testing/call";

type Module = Record<string, (request: Request) => Response | Promise<Response>>;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const ROOT = join(process.cwd(), "app/api/v1");

const routes = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts") && !file.startsWith("[...path]"))
  .map((file) => join(ROOT, file));

it.each(routes.map((file) => [file.slice(ROOT.length), file]))("%s says which methods it takes", async (_, file) => {
  const module: Module = await import(/* @vite-ignore */ file);
  const has = operations.filter(({ path }) => routeFileOf(path) === file).map(({ method }) => method.toUpperCase());
  expect(has.length).toBeGreaterThan(0);
  const allow = [...has, "OPTIONS", ...(has.includes("GET") ? ["HEAD"] : [])].sort().join(", ");
  for (const method of METHODS.filter((each) => !has.includes(each))) {
    const answer = await module[method]?.(new Request("http://localhost:3000/api/v1/x", { method }));
    expect([answer?.status, answer?.headers.get("allow")], method).toEqual([405, allow]);
    expect(answer?.headers.get("content-type"), method).toBe("application/problem+json");
  }
});
