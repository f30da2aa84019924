import { describe, expect, it, vi } from "vitest";
import { EVENT_TYPES } from "@/lib/events/catalogue";
import { tryOutTemplates } from "./try-out";

const SPINNING = "{% for a in (1..300) %}{% for b in (1..300) %}{{ a | times: b }}{% endfor %}{% endfor %}";

const tryOut = (template: string, mustBeJson = false) => tryOutTemplates([{ field: "body", template, mustBeJson }]);

describe("trying a template out", () => {
  it("lets the event loop turn between two events", async () => {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    turn();
    expect(await tryOut('{"text": {{ summary | json }}}', true)).toEqual([]);
    isOver = true;
    // The JSON of each example, and of each with hostile texts, is one more.
    expect(turns).toBeGreaterThan(3 * EVENT_TYPES.length);
  });

  it("does not look at the clock: a machine that stands still refuses nothing, and one that flies lets nothing pass", async () => {
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => {
      now += 60_000;
      return now;
    });
    try {
      expect(await tryOut("{{ title }}: {{ summary }}")).toEqual([]);
      clock.mockReturnValue(0);
      expect(await tryOut(SPINNING)).toHaveLength(1);
    } finally {
      clock.mockRestore();
    }
  });

  it("finds what spins for a single type, for a text, or for a long list alone", async () => {
    for (const template of [
      `{% if type == "credits.low" %}${SPINNING}{% endif %}`,
      `{% assign letters = data.note | split: "" %}{% for a in letters %}{% for b in letters %}x{% endfor %}{% endfor %}`,
      "{% for a in data.deliverables %}{% for b in data.deliverables %}{{ b.name }}{% endfor %}{% endfor %}",
      "{% for a in data.changed_fields %}{% for b in data.changed_fields %}{{ b }}{% endfor %}{% endfor %}",
    ]) {
      expect(await tryOut(template), template).toMatchObject([
        { path: "body", message: expect.stringMatching(/^This takes longer/) },
      ]);
    }
  });

  it("names the type at which it takes too long", async () => {
    const [refusal] = await tryOut(`{% if type == "credits.low" %}${SPINNING}{% endif %}`);
    expect(refusal?.message).toContain("longer than 20 ms with credits.low,");
    const [large] = await tryOut(SPINNING);
    expect(large?.message).toContain("longer than 20 ms with a large workroom.completed,");
  });

  it("takes no time over text that only looks like outputs", async () => {
    const hidden = `{"a": "{% raw %}{{${" ".repeat(30_000)}{% endraw %}", "b": "{{ data.workroom.name }}"}`;
    expect(await tryOut(hidden, true)).toMatchObject([
      { message: expect.stringContaining("{{ data.workroom.name }} puts") },
    ]);
  });

  it("says nothing of what cannot be read, which the schema says", async () => {
    expect(await tryOut("{% if %}", true)).toEqual([]);
    expect(await tryOut("", true)).toEqual([]);
  });
});
