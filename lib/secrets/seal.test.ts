import { afterEach, describe, expect, it, vi } from "vitest";
import { open, seal } from "./seal";

const PLACE = "destinations.url:br_1";

afterEach(() => vi.resetModules());

describe("seal and open", () => {
  it("gives back what it was given, of any length and script", () => {
    for (const text of ["", "x", "https://hooks.slack.com/services/T0/B0/é漢🙂", "a".repeat(100_000)]) {
      expect(open(seal(text, PLACE), PLACE)).toBe(text);
    }
  });

  it("seals the same text differently every time, and never shows it", () => {
    const [first, second] = [seal("a secret value", PLACE), seal("a secret value", PLACE)];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(first.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain("secret");
  });

  it("refuses a value that was moved to another row or column", () => {
    expect(() => open(seal("text", PLACE), "destinations.url:br_2")).toThrow(/another place/);
    expect(() => open(seal("text", PLACE), "signing_secrets.sealed:br_1")).toThrow(/another place/);
  });

  it("refuses every altered part, and a tag that was cut short", () => {
    const sealed = seal("a secret value", PLACE);
    const parts = sealed.split(".");
    const flip = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
    const [version, id, iv, bytes] = parts as [string, string, string, string];
    const short = Buffer.from(bytes, "base64url").subarray(0, -12).toString("base64url");
    for (const wrong of [
      `${version}.${id}.${flip(iv)}.${bytes}`,
      `${version}.${id}.${iv}.${flip(bytes)}`,
      `${version}.${id}.${iv}.${short}`,
      `${version}.${id}.${iv}.AAAA`,
      `v2.${id}.${iv}.${bytes}`,
      `${sealed}.more`,
      "a secret value",
      "",
    ]) {
      expect(() => open(wrong, PLACE)).toThrow(PLACE);
    }
  });

  it("says so when APP_SECRET is another one", async () => {
    const sealed = seal("a secret value", PLACE);
    vi.resetModules();
    vi.stubEnv("APP_SECRET", "another-application-secret-of-enough-length");
    const other = await import("./seal");
    expect(() => other.open(sealed, PLACE)).toThrow(/another APP_SECRET/);
    vi.unstubAllEnvs();
  });
});
