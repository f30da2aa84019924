import { describe, expect, it } from "vitest";
import { ifMatch } from "./if-match";

const read = (header?: string) =>
  ifMatch(new Request("http://localhost", { headers: header === undefined ? {} : { "if-match": header } }));

describe("ifMatch", () => {
  it.each<[string | undefined, number[] | undefined]>([
    [undefined, undefined],
    ["*", undefined],
    [" * ", undefined],
    ['"3"', [3]],
    ['"3", "7"', [3, 7]],
    [' ,"3" ,, "7"\t,', [3, 7]],
    // Weak tags never match, however alike: RFC 9110 §8.8.3.2.
    ['W/"3"', []],
    ['W/"3", "4"', [4]],
    // Tags of another's making are tags, and match nothing.
    ['"abc"', []],
    ['"a,b"', []],
    ['"a,b", "5"', [5]],
    ['""', []],
    ['"03"', []],
    ['"0"', []],
    ['"-1"', []],
    ['"3.0"', []],
    ['"2147483647"', [2147483647]],
    ['"2147483648"', []],
    ['"99999999999999999999"', []],
  ])("reads %j", (header, versions) => expect(read(header)).toEqual(versions));

  it.each([
    "",
    ",",
    "3",
    "3, 4",
    '"3',
    '3"',
    '"3" "4"',
    '"3"; "4"',
    '*, "3"',
    '"3", *',
    'w/"3"',
    'W/ "3"',
    "'3'",
    '"a b"',
  ])("refuses %j", (header) => {
    expect(() => read(header)).toThrow(expect.objectContaining({ code: "malformed" }));
  });
});
