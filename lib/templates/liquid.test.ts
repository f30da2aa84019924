import fc from "fast-check";
import { Context, type Emitter, Liquid, toValueSync } from "liquidjs";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/events/catalogue";
import { storyText, titleOf } from "@/lib/events/story";
import { randomTemplate } from "@/lib/testing/random-templates";
import { renderTemplate } from "./render";
import { asText, toJson } from "./text";

// LiquidJS as it comes, but for the two filters of ours and for objects being written as JSON.
const liquid = new Liquid({
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  timezoneOffset: 0,
  locale: "en-US",
  dateFormat: "%Y-%m-%dT%H:%M:%SZ",
});
liquid.registerFilter("json", toJson);
liquid.registerFilter("escape_json", (value: unknown) => toJson(asText(value)).slice(1, -1));

class Output implements Emitter {
  buffer = "";
  write(value: unknown): void {
    this.buffer += asText(value);
  }
}

const event = catalogue["workroom.completed"].example;

function byLiquid(template: string): string {
  const output = new Output();
  const variables = { ...event, title: titleOf(event), summary: storyText(event) };
  const context = new Context(variables, liquid.options, { sync: true }, { liquid });
  toValueSync(liquid.renderer.renderTemplates(liquid.parse(template), context, output));
  return output.buffer;
}

const outcome = (render: (template: string) => string, template: string) => {
  try {
    return render(template);
  } catch {
    return "refused";
  }
};

describe("templates", () => {
  it("come to what LiquidJS makes of them", () => {
    fc.assert(
      fc.property(randomTemplate, (each) => {
        expect(outcome((text) => renderTemplate(text, event), each)).toBe(outcome(byLiquid, each));
      }),
      { numRuns: 2_000 },
    );
  });
});
