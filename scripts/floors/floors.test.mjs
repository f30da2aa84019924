import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { CRUISES } from "./cruises.mjs";

const root = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "floors-"));
afterAll(() => rmSync(copy, { recursive: true }));

const FILES = {
  "lib/db/client.ts": "export type Connections = { a: 1 };\nexport const db = {};",
  "lib/env.ts": "export const env = () => ({ PORT: 1 });",
  "lib/bridges/list.ts": "export type Bridge = { id: string };\nexport const listBridges = () => [];",
  "lib/formats/up.ts": 'import { db } from "@/lib/db/client";\nexport const x = db;',
  "lib/formats/up-by-type.ts": 'import type { Connections } from "@/lib/db/client";\nexport type X = Connections;',
  "lib/bridges/a.ts": 'export { b } from "./b";\nexport const a = 1;',
  "lib/bridges/b.ts": 'import type { a } from "@/lib/bridges/a";\nexport const b = 1 as typeof a;',
  "components/env.tsx": 'import { env } from "@/lib/env";\nexport const X = () => <p>{env().PORT}</p>;',
  "components/verb.tsx":
    'import { listBridges } from "@/lib/bridges/list";\nexport const X = () => <p>{listBridges()}</p>;',
  "components/fine.tsx":
    'import type { Bridge } from "@/lib/bridges/list";\nexport const X = (b: Bridge) => <p>{b.id}</p>;',
  "inngest/functions/index.ts": "export const functions = [];",
  "inngest/engine/knows.ts": 'export const x = () => import("@/inngest/functions/index");',
  "instrumentation.ts": "export {};",
  "instrumentation-node.ts": "export {};",
  "app/page.tsx": "export default () => <p />;",
};

async function cruise(args) {
  const tool = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const run = promisify(execFile)(process.execPath, [tool, ...args], { cwd: copy });
  return run.then(
    ({ stdout }) => stdout,
    (error) => error.stdout,
  );
}

test("every kind of import that points up is named, and no other", async () => {
  cpSync(join(root, "scripts/floors"), join(copy, "scripts/floors"), { recursive: true });
  cpSync(join(root, ".dependency-cruiser.cjs"), join(copy, ".dependency-cruiser.cjs"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  const said = (await Promise.all(CRUISES.map(cruise))).join("\n");
  const broken = [...said.matchAll(/error (.*?): (\S+) →/g)].map(([, rule, from]) => `${from}: ${rule}`).sort();
  expect(broken).toEqual([
    "components/env.tsx: components never touch db, env or inngest",
    "components/verb.tsx: components take only types from verbs",
    "inngest/engine/knows.ts: floor engine must not import floor 4 doors",
    "inngest/engine/knows.ts: the engine knows no function by name",
    "lib/bridges/a.ts: no circles",
    "lib/formats/up-by-type.ts: floor 1 pure domain must not import floor 2 adapters",
    "lib/formats/up.ts: floor 1 pure domain must not import floor 2 adapters",
  ]);
});
