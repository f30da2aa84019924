import { expect, it } from "vitest";
import { answering, sendTo } from "@/lib/testing/sender";

/** An answer of these header lines, with a body of "ok". */
const withHead = (lines: string) => answering(`HTTP/1.1 200 OK\r\n${lines}\r\ncontent-length: 2\r\n\r\nok`);

async function headersOf(lines: string): Promise<Record<string, string>> {
  const result = await sendTo(await withHead(lines));
  if (!result.ok) throw new Error(result.message);
  expect(result).toMatchObject({ status: 200, body: "ok" });
  return result.headers;
}

it("keeps every header, with all values of one that came several times", async () => {
  const headers = await headersOf("A: 1\r\na: 2\r\nSet-Cookie: x=1\r\nset-cookie: y=2\r\nempty:\r\nblank: \t ");
  expect(headers).toEqual({
    a: "1, 2",
    "set-cookie": "x=1, y=2",
    empty: "",
    blank: "",
    "content-length": "2",
  });
});

it("keeps headers that are named as what every object has, and gives nothing to other objects", async () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];
  const once = await headersOf(names.map((name) => `${name}: 1`).join("\r\n"));
  const twice = await headersOf(names.flatMap((name) => [`${name}: 1`, `${name}: 2`]).join("\r\n"));
  const lower = names.map((name) => name.toLowerCase());
  expect(Object.entries(once)).toEqual([...lower.map((name) => [name, "1"]), ["content-length", "2"]]);
  expect(Object.entries(twice)).toEqual([...lower.map((name) => [name, "1, 2"]), ["content-length", "2"]]);
  expect(JSON.stringify(once)).toContain('"__proto__":"1"');
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
});

it("keeps every byte that a value may hold", async () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => byte === 9 || (byte >= 32 && byte !== 127),
  );
  const text = String.fromCharCode(...bytes.filter((byte) => byte !== 9 && byte !== 32));
  expect((await headersOf(`x: ${text}\t ${text}`)).x).toBe(`${text}\t ${text}`);
});

it.each([
  ...[
    "a: b\0c",
    "a: b\x01c",
    "a: b\x7fc",
    "a: b\rc",
    "a: b\nc: d",
    "a\0: b",
    "\xe9: b",
    "a b: c",
    "a : b",
    ": b",
    "ab",
  ],
  ...["a: b\r\n folded", " folded: first", "content-length: 2", "content-length: 3", "transfer-encoding: chunked"],
])("says of a head that is none that it is not valid http: %j", async (lines) => {
  const message = "127.0.0.1 answered with something that is not valid http.";
  expect(await sendTo(await withHead(lines))).toMatchObject({ ok: false, errorClass: "reset", message });
});

it("takes 16 KiB of headers, in one or in thousands, and no byte more", async () => {
  const limit = 16 * 1024;
  // undici counts names and values: "content-length" and "2" are 15.
  const room = limit - 15;
  const value = "v".repeat(room - 1);
  expect((await headersOf(`x: ${value}`)).x).toBe(value);
  const count = Math.floor(room / 6);
  const many = Array.from({ length: count }, (_, index) => `h${String(index).padStart(4, "0")}: v`);
  expect(Object.keys(await headersOf(many.join("\r\n")))).toHaveLength(count + 1);
  expect((await headersOf(Array(room).fill("a:").join("\r\n"))).a).toBe(Array(room).fill("").join(", "));
  for (const lines of [
    `x: ${value}v`,
    [...many, ...many].join("\r\n"),
    Array(room + 1)
      .fill("a:")
      .join("\r\n"),
  ]) {
    expect(await sendTo(await withHead(lines))).toMatchObject({
      ok: false,
      errorClass: "too_large",
      message: "127.0.0.1 answered with more than 16 KiB of headers.",
    });
  }
});

it.each<[string, number]>([
  ["3000000000", 3_000_000_000],
  ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ["9007199254740993", 2],
  ["18446744073709551615", 2],
])("tells the length that was announced while it is a number that we can hold: %s", async (length, bodyBytes) => {
  const server = await answering(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\nok`, "end");
  expect(await sendTo(server)).toMatchObject({ ok: true, status: 200, body: "ok", bodyBytes });
});

it.each(["-1", "two", "", "1e20", "0x10", "2, 2", "2 2", "100000000000000000000"])(
  "says of a length that is none that the answer is not valid http: %j",
  async (length) => {
    const server = await answering(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\nok`, "end");
    const message = expect.stringContaining("not valid http");
    expect(await sendTo(server)).toMatchObject({ ok: false, errorClass: "reset", message });
  },
);
