import { expect, it } from "vitest";
import { maskSecret, scrub } from "./mask";

it("shows the last four characters of a long secret and nothing of a short one", () => {
  expect(maskSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La1f3a")).toBe("••••1f3a");
  expect(maskSecret("hunter2")).toBe("••••");
  expect(maskSecret("")).toBe("••••");
});

it("scrubs a secret in every spelling in which a receiver echoes it", () => {
  const token = 'abc/def+ghi"jkl=';
  const echo = [token, JSON.stringify(token), encodeURIComponent(token), token.replaceAll("/", "\\/")].join("\n");
  const clean = scrub(echo, [token]);
  for (const part of ["abc", "def", "ghi"]) expect(clean).not.toContain(part);
});

it("masks the longer of two overlapping secrets whole, and leaves short values and their look-alikes alone", () => {
  const clean = scrub("Bearer sk-1234567890-extended", ["sk-1234567890", "sk-1234567890-extended"]);
  expect(clean).toBe("Bearer ••••nded");
  expect(scrub("the cat sat", ["cat", ""])).toBe("the cat sat");
  expect(scrub("cost $& or $1 then", ["$& or $1"])).toBe("cost •••• then");
});
