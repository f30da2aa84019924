import { createServer } from "node:net";
import { expect, test } from "vitest";
import { portsOf } from "./sockets";

test.runIf(process.platform === "linux")("names the ports of a process's own sockets", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  expect(portsOf(process.pid)).toContain(port);
  server.close();
  await expect.poll(() => portsOf(process.pid)?.has(port)).toBe(false);
});

test("a process that is not there has none to tell", () => {
  expect(portsOf(2 ** 30)).toBeUndefined();
});
