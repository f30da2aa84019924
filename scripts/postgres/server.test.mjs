import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { inspectProcess, until } from "../processes.mjs";
import { startPostgres } from "./server.mjs";

// Three starts, one of them after a crash: on a busy machine each may take its time.
const SEVERAL_STARTS_MS = 60_000;

let folder;
let server;

const start = async () => {
  server = await startPostgres({ folder, sync: false, port: 0, settings: { fsync: "off" } });
  return server;
};

async function query(text) {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

function newFolder() {
  folder = mkdtempSync(join(tmpdir(), "postgres-test-"));
  chmodSync(folder, 0o711);
}

afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("keeps its data, port and password over a stop", async () => {
  newFolder();
  const first = await start();
  await query("CREATE TABLE kept AS SELECT 42 AS answer");
  await first.stop();
  expect(inspectProcess(first.pid)).toBeUndefined();
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(second.url("postgres")).toBe(first.url("postgres"));
  expect(await query("SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(statSync(join(second.home, "state.json")).mode & 0o777).toBe(0o600);
});

test("is adopted by a second start, and asks for its password", async () => {
  newFolder();
  const first = await start();
  const [one, two] = await Promise.all([start(), start()]);
  expect([one.pid, two.pid, one.adopted, two.adopted]).toEqual([first.pid, first.pid, true, true]);
  const wrong = new pg.Client({ connectionString: server.url("postgres").replace(/:[^:@]+@/, ":wrong@") });
  await expect(wrong.connect()).rejects.toThrow("password authentication failed");
});

test(
  "comes back after kill -9, and from a pid file that names somebody else",
  async () => {
    newFolder();
    const first = await start();
    await query("CREATE TABLE kept AS SELECT 42 AS answer");
    process.kill(first.pid, "SIGKILL");
    await until(() => !inspectProcess(first.pid), { timeoutMs: 10_000 });
    await start();
    expect(await query("SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await server.stop();
    // The number of a living process of our own, as after a reboot.
    writeFileSync(
      join(server.home, "data", "postmaster.pid"),
      `${process.pid}\n${server.home}/data\n0\n1\n\n\n\nready\n`,
    );
    await start();
    expect(server.adopted).toBe(false);
    expect(await query("SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  },
  SEVERAL_STARTS_MS,
);
