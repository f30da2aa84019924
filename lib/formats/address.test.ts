import { describe, expect, it } from "vitest";
import { isLoopbackHost, maskUrl, withApiPath } from "./address";

describe("isLoopbackHost", () => {
  it.each(["localhost", "a.localhost", "127.0.0.1", "127.8.9.1", "[::1]"])("%s is", (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each(["localhost.evil.example", "127.0.0.1.evil.example", "128.0.0.1", "10.0.0.1", "[::ffff:127.0.0.1]"])(
    "%s is not",
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});

describe("maskUrl", () => {
  it.each([
    ["https://example.com/hooks", "https://example.com/hooks"],
    ["https://example.com/hooks?token=abc&a=1", "https://example.com/hooks?token=••••&a=••••"],
    ["https://example.com/h/9f8e7d6c5b4a39281706/x", "https://example.com/h/••••1706/x"],
    ["http://127.0.0.1:4010/sink/one", "http://127.0.0.1:4010/sink/one"],
  ])("%s", (url, masked) => {
    expect(maskUrl(new URL(url))).toBe(masked);
  });
});

describe("withApiPath", () => {
  it("adds the path once", () => {
    const whole = /\/api\/things$/;
    expect(withApiPath("https://x.example", "/api/things", whole)).toBe("https://x.example/api/things");
    expect(withApiPath("https://x.example/", "/api/things", whole)).toBe("https://x.example/api/things");
    expect(withApiPath("https://x.example/api/things", "/api/things", whole)).toBe("https://x.example/api/things");
    expect(withApiPath("https://x.example/base/", "/api/things", whole)).toBe("https://x.example/base/api/things");
  });
});
