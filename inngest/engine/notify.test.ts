import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { createNotifier, listen } from "./notify";
import { pool } from "./testing/harness";

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A way to the database on which whatever is sent can be lost without a word, as after a failover that drops packets. */
async function startProxy(): Promise<{ port: number; loseAll: () => void; connections: () => number }> {
  const target = new URL(process.env.DATABASE_URL ?? "");
  const pairs: [near: net.Socket, far: net.Socket][] = [];
  let connections = 0;
  const server = net.createServer((near) => {
    connections++;
    const far = net.connect(Number(target.port), target.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on("error", () => {});
    pairs.push([near, far]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    for (const socket of pairs.flat()) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    connections: () => connections,
    loseAll: () => {
      for (const [near, far] of pairs) {
        near.unpipe();
        far.unpipe();
        near.pause();
      }
    },
  };
}

function listenThrough(port: number): { heard: () => number } {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.port = String(port);
  let heard = 0;
  const listener = listen({ connectionString: url.href }, quiet, () => heard++, { askEveryMs: 100, answerMs: 300 });
  ends.push(() => listener.stop());
  return { heard: () => heard };
}

test("hears a notice, and several at once as one", async () => {
  const { port } = await startProxy();
  const { heard } = listenThrough(port);
  // The first one is of its own: whatever was said before it listened.
  await expect.poll(heard).toBe(1);
  const notify = createNotifier(pool);
  for (let n = 0; n < 20; n++) notify();
  await expect.poll(heard).toBe(2);
  notify();
  await expect.poll(heard).toBe(3);
});

test("notices a connection that died without a word, and listens on another", async () => {
  const { port, loseAll, connections } = await startProxy();
  const { heard } = listenThrough(port);
  await expect.poll(heard).toBe(1);
  loseAll();
  await expect.poll(connections).toBe(2);
  await expect.poll(heard).toBe(2);
  createNotifier(pool)();
  await expect.poll(heard).toBe(3);
});

test("listens on another connection when its own was cut", async () => {
  const { port, connections } = await startProxy();
  const { heard } = listenThrough(port);
  await expect.poll(heard).toBe(1);
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await expect.poll(connections).toBe(2);
  await expect.poll(heard).toBe(2);
});
