import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asText, judge, member, parseJson } from "./judge";

const rules = {
  target: "Acme",
  delivered: "Taken.",
  permanent: { bad_field: "fix the field.", "422": "fix the request." },
};
const answer = (status: number, more: object = {}) => judge({ status, headers: {}, body: "" }, { ...rules, ...more });

describe("judge", () => {
  it("takes any 2xx that is not refused", () => {
    expect(answer(200)).toEqual({ kind: "delivered", explanation: "Taken." });
    expect(answer(299).kind).toBe("delivered");
    expect(answer(200, { refusal: "it is not ok." })).toEqual({
      kind: "retry",
      explanation: "Acme answered 200: it is not ok.",
    });
  });

  it("stops at what the table names, by code or by status", () => {
    expect(answer(400, { codes: ["other", "bad_field"] })).toMatchObject({ kind: "permanent", code: "bad_field" });
    expect(answer(422)).toEqual({
      kind: "permanent",
      code: "422",
      explanation: "Acme answered 422: fix the request.",
    });
    expect(answer(200, { refusal: "no.", codes: ["bad_field"] }).kind).toBe("permanent");
  });

  it("retries trouble of the receiver's whatever its body says, and every unknown answer", () => {
    for (const status of [401, 429, 500, 503, 599]) expect(answer(status, { codes: ["bad_field"] }).kind).toBe("retry");
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.array(fc.string()), (status, codes) => {
        if (status === 422) return;
        expect(answer(status, { codes }).kind).toBe("retry");
        expect(answer(status, { codes: ["__proto__", "constructor", "toString"] }).kind).toBe("retry");
      }),
    );
  });

  it("disables at a 410 that the table knows", () => {
    expect(answer(410, { permanent: { "410": "it is gone." } })).toMatchObject({ kind: "permanent", disables: true });
  });

  it("shortens what the receiver says", () => {
    const { explanation } = answer(400, { said: `a\n b ${"😀".repeat(1_000)}` });
    expect(explanation).toContain("It says: “a b 😀");
    expect([...explanation].length).toBeLessThan(450);
    expect(explanation.isWellFormed()).toBe(true);
  });
});

describe("reading an answer", () => {
  it("survives whatever a body holds", () => {
    expect(parseJson("<html>")).toBeUndefined();
    expect(member(parseJson('{"a":{"b":1}}'), "a")).toEqual({ b: 1 });
    expect(member("text", "length")).toBeUndefined();
    expect(member({}, "constructor")).toBeUndefined();
    expect(asText(" ")).toBeUndefined();
  });
});
