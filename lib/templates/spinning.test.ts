import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { catalogue } from "@/lib/events/catalogue";
import { isSoon } from "@/lib/testing/processor-time";
import { randomTemplate } from "@/lib/testing/random-templates";
import { SPINNING_TEMPLATES } from "@/lib/testing/spinning-templates";
import { largeEvents } from "./large-events";
import { renderTemplate } from "./render";
import { Work } from "./work";

const event = catalogue["workroom.completed"].example;
const spinning = Object.entries(SPINNING_TEMPLATES);

function count(template: string, of = event): { ns: number; error: unknown } {
  const work = new Work({ isTimed: false });
  try {
    renderTemplate(template, of, { work });
    return { ns: work.ns, error: undefined };
  } catch (error) {
    return { ns: work.ns, error };
  }
}

describe("a template that does too much", () => {
  it.each(spinning)("is stopped by its own count, the same each time: %s", (_, template) => {
    const { ns, error } = count(template);
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).message).toMatch(
      /^The template cannot be filled in \(line 1\): (it takes longer than 20 ms|it makes too much text)/,
    );
    expect(count(template).ns).toBe(ns);
  });

  it.each(spinning)("blocks for a moment only, with a large event too: %s", (_, template) => {
    for (const each of [event, ...largeEvents()]) {
      expect(isSoon(() => count(template, each))).toBe(true);
    }
  });

  it("blocks for a moment only, in loops inside loops too, whatever it is made of", () => {
    const looped = fc
      .tuple(randomTemplate, fc.constantFrom(1, 300, 100_000), fc.constantFrom("(1..300)", "data.deliverables", "data"))
      .map(
        ([body, rounds, list]) =>
          `{% for a in (1..${rounds}) %}{% for item in ${list} %}${body.replaceAll("{% break %}", "")}{% endfor %}{% endfor %}`,
      );
    fc.assert(
      fc.property(looped, fc.constantFrom(event, ...largeEvents()), (template, of) => {
        expect(isSoon(() => count(template, of))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
