import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { jsonFault } from "@/lib/json/json-fault";
import { readJson, readOptionalJson } from "./read-json";

const JSON_HEADERS = { "content-type": "application/json" };
const MAX = 1024 * 1024;

const streamOf = (text: string) => new Blob([text]).stream();

function post(body: BodyInit | null, headers: Record<string, string> = JSON_HEADERS): Request {
  return new Request("http://localhost/api", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

async function refusal(request: Request, bytesMax = MAX): Promise<AppError> {
  const error = await readJson(request, bytesMax).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error("was not refused");
}

describe("readJson", () => {
  it("reads JSON as JSON.parse does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (text) => {
        expect(await readJson(post(text), MAX)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("names the line and column where JSON breaks off, and repeats none of it", async () => {
    const cases: [string, string][] = [
      ['{"a": secret}', "unexpected character at line 1, column 7"],
      ['{\n  "a": 1,\n  "b" 2\n}', "unexpected character at line 3, column 7"],
      ['{"a": 1,}', "unexpected character at line 1, column 9"],
      ["[1, 2,]", "unexpected character at line 1, column 7"],
      ["[1 2]", "unexpected character at line 1, column 4"],
      ["{'a': 1}", "unexpected character at line 1, column 2"],
      ['{"a": 01}', "unexpected character at line 1, column 8"],
      ['{"a": "secret}', "the text that begins at line 1, column 7 does not end"],
      ['{"a": "sec\\xret"}', "the text that begins at line 1, column 7 does not end, or holds what must be escaped"],
      ['{"a": "sec\nret"}', "the text that begins at line 1, column 7"],
      ['{"a": 1', "it ends too early, at line 1, column 8"],
      ["[", "it ends too early, at line 1, column 2"],
      ["{} {}", "unexpected character at line 1, column 4"],
      ["{}]", "unexpected character at line 1, column 3"],
      ["[}", "unexpected character at line 1, column 2"],
      ["undefined", "unexpected character at line 1, column 1"],
      ["NaN", "unexpected character at line 1, column 1"],
      ['{"a":1 // note\n}', "unexpected character at line 1, column 8"],
      ["type=workroom.completed", "unexpected character at line 1, column 1"],
    ];
    for (const [body, place] of cases) {
      const error = await refusal(post(body));
      expect(error.code, body).toBe("malformed");
      expect(error.message, body).toContain(place);
      expect(error.message).not.toContain("secret");
    }
  });

  it("finds a place in whatever JSON.parse refuses", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, at, noise) => {
        const broken = text.slice(0, at % (text.length + 1)) + noise + text.slice((at % (text.length + 1)) + 1);
        try {
          JSON.parse(broken);
        } catch {
          expect(jsonFault(broken)).toMatch(/at line \d+, column \d+/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("counts bytes while they arrive, whatever Content-Length says", async () => {
    const chunk = new TextEncoder().encode("a".repeat(1000));
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(chunk);
        },
      });
    expect(await refusal(post(endless()), 10_000)).toMatchObject({ code: "too_large" });
    expect(pulled).toBeLessThan(20);
    expect(await refusal(post(endless(), { ...JSON_HEADERS, "content-length": "10" }), 10_000)).toMatchObject({
      code: "too_large",
    });
    expect((await refusal(post("{}", { ...JSON_HEADERS, "content-length": "99999999" }))).message).toContain("1 MiB");
    expect(await readJson(post('{"a":1}'), 7)).toEqual({ a: 1 });
    expect(await refusal(post('{"a":12}'), 7)).toMatchObject({ code: "too_large" });
  });

  it("refuses other content types, encodings, and what is no UTF-8, saying what to send", async () => {
    for (const type of [
      "",
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "multipart/form-data",
    ]) {
      const error = await refusal(post("{}", type ? { "content-type": type } : { "content-type": " " }));
      expect(error).toMatchObject({ code: "malformed" });
      expect(error.message).toContain("application/json");
    }
    for (const type of ["application/json; charset=utf-8", "Application/JSON", "application/cloudevents+json"]) {
      expect(await readJson(post("{}", { "content-type": type }), MAX)).toEqual({});
    }
    expect((await refusal(post("{}", { ...JSON_HEADERS, "content-encoding": "gzip" }))).message).toContain(
      "uncompressed",
    );
    expect((await refusal(post(new Uint8Array([0x22, 0xff, 0x22])))).message).toContain("UTF-8");
    for (const empty of ["", " \n", null]) expect((await refusal(post(empty))).message).toContain("empty");
  });

  it("refuses what nests too deep to be walked, and takes what does not", async () => {
    const nested = (depth: number) => `${"[".repeat(depth)}"[[{{"${"]".repeat(depth)}`;
    expect((await refusal(post(nested(65)))).message).toContain("64");
    expect((await refusal(post("[".repeat(500_000)))).message).toContain("64");
    expect((await refusal(post('{"a":'.repeat(100_000)))).message).toContain("64");
    expect(await readJson(post(nested(64)), MAX)).toBeTruthy();
    expect(await readJson(post(JSON.stringify({ a: `${"[{".repeat(1000)}\\"` })), MAX)).toBeTruthy();
  });

  it("keeps a long text whole", async () => {
    const text = `"${"é\\n".repeat(100_000)}"`;
    expect(await readJson(post(text), MAX)).toBe("é\n".repeat(100_000));
    expect((await refusal(post(text.slice(0, -1)))).message).toContain("does not end");
  });
});

describe("readOptionalJson", () => {
  it("takes nothing sent as an empty object, however a server hands nothing over", async () => {
    for (const nothing of [null, streamOf("")]) expect(await readOptionalJson(post(nothing, {}), MAX)).toEqual({});
    expect(await readOptionalJson(post(streamOf('{"a":1}')), MAX)).toEqual({ a: 1 });
  });

  it("refuses what was sent and is not said to be JSON", async () => {
    await expect(readOptionalJson(post(streamOf("{}"), {}), MAX)).rejects.toMatchObject({ code: "malformed" });
    await expect(readOptionalJson(post(streamOf("")), MAX)).rejects.toThrow("empty");
    await expect(readOptionalJson(post(streamOf("12345678"), {}), 7)).rejects.toMatchObject({ code: "too_large" });
  });
});
