import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellQuote, toCurl } from "./curl";

const REQUEST = {
  method: "POST",
  url: "https://hooks.slack.com/services/T0/B0/••••1f3a",
  requestHeaders: { "content-type": "application/json", authorization: "Bearer ••••9c2e", "content-length": "12" },
  requestBody: `{"text":"it's"}`,
};

// What the shell hands to the program, byte for byte.
function throughShell(shell: string, quoted: string): string {
  return execFileSync(shell, ["-c", `printf %s ${quoted}`], { encoding: "utf8" });
}

describe("toCurl", () => {
  it("is a command that can be pasted, with placeholders where the record is masked", () => {
    expect(toCurl(REQUEST)).toBe(
      [
        `curl -X 'POST' 'https://hooks.slack.com/services/T0/B0/<SECRET>'`,
        `-H 'content-type: application/json'`,
        `-H 'authorization: Bearer <AUTHORIZATION>'`,
        `--data-raw '{"text":"it'\\''s"}'`,
      ].join(" \\\n  "),
    );
  });

  it("leaves a mask in an address out whole, however it was escaped", () => {
    const url = "https://example.com/%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A21f3a?key=••••";
    expect(toCurl({ ...REQUEST, url })).toContain("'https://example.com/<SECRET>?key=<SECRET>'");
  });

  it("takes brackets in an address and an empty header for what they are", () => {
    const command = toCurl({ ...REQUEST, url: "https://example.com/?a[]=1", requestHeaders: { "x-empty": "" } });
    expect(command).toContain("--globoff");
    expect(command).toContain("-H 'x-empty;'");
  });
});

describe("shellQuote", () => {
  it("keeps a hostile text one argument", () => {
    for (const text of [
      `'; rm -rf ~; '`,
      "$(id)",
      "`id`",
      "a\\",
      "-x",
      "!!",
      "\u001b]0;title\u0007",
      "a\r\nb\t'!'\\",
    ]) {
      expect(throughShell("bash", shellQuote(text))).toBe(text);
    }
  });

  it("never lets a control character reach the terminal it is pasted into", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(shellQuote("\u001b[2J\r\u009b1m")).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it("hands any text to the program as it was, but for NUL", () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom("'", "\\", "!", "\n", "\u001b", "7", "é", "•"), fc.string({ maxLength: 1 })),
    });
    fc.assert(
      fc.property(text, (value) => {
        expect(throughShell("bash", shellQuote(value))).toBe(value.replaceAll("\u0000", ""));
      }),
      { numRuns: 60 },
    );
  });
});
