import type { LookupAddress } from "node:dns";
import { afterEach, expect, it, vi } from "vitest";
import { createResolver } from "./resolve";

const ADDRESS: LookupAddress[] = [{ address: "1.1.1.1", family: 4 }];

afterEach(() => vi.unstubAllEnvs());

/** A system whose answers the test gives by hand. */
function system() {
  const open = new Map<string, { resolve(addresses: LookupAddress[]): void; reject(error: Error): void }>();
  const asked: string[] = [];
  const resolve = (host: string) =>
    new Promise<LookupAddress[]>((resolve, reject) => {
      asked.push(host);
      open.set(host, { resolve, reject });
    });
  const answer = (host: string) => open.get(host)?.resolve(ADDRESS);
  const fail = (host: string) => open.get(host)?.reject(new Error("EAI_AGAIN"));
  return { resolve, asked, answer, fail };
}

it("asks once for all who ask at the same time, and again for who comes later", async () => {
  const { resolve, asked, answer } = system();
  const resolver = createResolver(resolve);
  const both = [resolver("a.example"), resolver("a.example")];
  answer("a.example");
  expect(await Promise.all(both)).toEqual([ADDRESS, ADDRESS]);
  const later = resolver("a.example");
  answer("a.example");
  await later;
  expect(asked).toEqual(["a.example", "a.example"]);
});

it("leaves a thread of the pool free, and lets the others wait in turn", async () => {
  vi.stubEnv("UV_THREADPOOL_SIZE", "4");
  const { resolve, asked, answer, fail } = system();
  const resolver = createResolver(resolve);
  const all = ["a", "b", "c", "d", "e"].map((host) => resolver(host).catch(() => []));
  expect(asked).toEqual(["a", "b", "c"]);
  fail("b");
  await all[1];
  await expect.poll(() => asked).toEqual(["a", "b", "c", "d"]);
  answer("a");
  await expect.poll(() => asked.length).toBe(5);
  for (const host of ["c", "d", "e"]) answer(host);
  expect(await Promise.all(all)).toEqual([ADDRESS, [], ADDRESS, ADDRESS, ADDRESS]);
});

it("fails a name at once for half a minute after it failed slowly, and asks anew after it failed quickly", async () => {
  let now = 0;
  const { resolve, asked, answer, fail } = system();
  const resolver = createResolver(resolve, () => now);
  const quick = resolver("a.example");
  fail("a.example");
  await expect(quick).rejects.toThrow("EAI_AGAIN");
  const slow = resolver("a.example");
  now += 5_000;
  fail("a.example");
  await expect(slow).rejects.toThrow("EAI_AGAIN");
  expect(asked).toHaveLength(2);
  now += 29_000;
  await expect(resolver("a.example")).rejects.toThrow("EAI_AGAIN");
  expect(asked).toHaveLength(2);
  now += 2_000;
  const again = resolver("a.example");
  answer("a.example");
  expect(await again).toEqual(ADDRESS);
});
