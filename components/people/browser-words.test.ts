import { expect, it } from "vitest";
import { browserWords } from "./browser-words";

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

it.each([
  [CHROME, "Chrome on Linux"],
  [`${CHROME} Edg/143.0.0.0`, "Edge on Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  ["curl/8.5.0", "Another program"],
  [null, "Another program"],
])("%s reads %s", (userAgent, words) => {
  expect(browserWords(userAgent)).toBe(words);
});
