import { describe, expect, it } from "vitest";
import { requireSameOrigin } from "./same-origin";

function request(headers: Record<string, string>): Request {
  const made = new Request("http://localhost:3000/api/ui/deliveries");
  for (const [name, value] of Object.entries(headers)) made.headers.set(name, value);
  return made;
}

describe("requireSameOrigin", () => {
  it.each<Record<string, string>>([
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    {},
    { origin: "http://app.example", host: "app.example" },
  ])("lets %o through", (headers) => {
    expect(() => requireSameOrigin(request(headers))).not.toThrow();
  });

  it.each<Record<string, string>>([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "http://app.example", host: "app.example" },
    { origin: "http://evil.example", host: "app.example" },
    { origin: "null", host: "app.example" },
  ])("refuses %o", (headers) => {
    expect(() => requireSameOrigin(request(headers))).toThrow("only to pages of this app");
  });
});
