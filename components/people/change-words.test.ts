import { expect, it } from "vitest";
import { changeWords } from "./change-words";

it("says what changed, from what to what", () => {
  expect(
    changeWords({
      role: { before: "member", after: "admin" },
      url: "changed",
      eventTypes: { before: [], after: ["credits.low", "agent.updated"] },
      expiresAt: null,
      overlapSeconds: 86_400,
    }),
  ).toEqual([
    "role: member → admin",
    "url: changed",
    "eventTypes: none → credits.low, agent.updated",
    "expiresAt: none",
    "overlapSeconds: 86400",
  ]);
});

it("says nothing of what is no record", () => {
  for (const changes of [null, undefined, "text", [1]]) expect(changeWords(changes)).toEqual([]);
});
