import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { catalogue } from "@/lib/events/catalogue";
import { hostileEvents } from "@/lib/testing/hostile-events";
import { TEMPLATE_LENGTH_MAX } from "./engine";
import { renderTemplate, templateProblem } from "./render";
import { Work } from "./work";

const event = catalogue["workroom.completed"].example;
const render = (template: string, data: Record<string, unknown> = event.data) =>
  renderTemplate(template, { ...event, data });

describe("what a template can say", () => {
  it.each([
    ["{{ type }} {{ id }}", `${event.type} ${event.id}`],
    ["{{ title }}", "Workroom completed"],
    ["{{ data.workroom.name | upcase }}", "SPRING LAUNCH CAMPAIGN"],
    ["{{ data.deliverables.size }}", "2"],
    ["{% for d in data.deliverables %}[{{ d.name }}]{% endfor %}", "[Launch announcement][Press kit]"],
    ["{{ data.deliverables | map: 'name' | join: ', ' }}", "Launch announcement, Press kit"],
    ["{% if data.credits_used > 100 %}much{% else %}little{% endif %}", "much"],
    ["{{ data.nothing | default: 'none' }}", "none"],
    ["{{ timestamp | date: '%d.%m.%Y %H:%M' }}", "23.11.2026 12:00"],
    ["{{ data.nothing }}", ""],
    ["{{ data.nothing | json }}", "null"],
    ["{{ data.workroom | json }}", JSON.stringify(event.data.workroom)],
    ["{{ data.credits_used | json }}", "128"],
    ["{% # a comment %}{% raw %}{{ x }}{% endraw %}", "{{ x }}"],
    // One more than these is the same number.
    ["{% for i in (9007199254740992..9007199254740994) %}x{% endfor %}", "xxx"],
    ["{% for i in (1..3) offset: continue %}{% break %}{% endfor %}", ""],
    [
      "{% for i in (1..9) limit: 2 %}{{ i }}{% endfor %}-{% for i in (1..9) offset: continue limit: 3 %}{{ i }}{% endfor %}",
      "12-345",
    ],
  ])("%s", (template, output) => {
    expect(render(template)).toBe(output);
  });

  it("has a summary in plain text", () => {
    expect(render("{{ summary }}")).toContain("Spring launch campaign is complete: 2 deliverables.");
  });

  it("escapes for JSON whatever a text holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (note) => {
        const body = render('{"a": {{ data.note | json }}, "b": "note: {{ data.note | escape_json }}"}', { note });
        expect(JSON.parse(body)).toEqual({ a: note, b: `note: ${note}` });
      }),
    );
  });

  it("makes JSON of any event that is put into it by way of the filter", () => {
    fc.assert(
      fc.property(hostileEvents, (hostile) => {
        fc.pre(JSON.stringify(hostile).length < 100_000);
        const body = renderTemplate(
          '{"d": {{ data | json }}, "t": {{ title | json }}, "s": {{ summary | json }}}',
          hostile,
        );
        expect(JSON.parse(body).d).toEqual(JSON.parse(JSON.stringify(hostile.data)));
      }),
    );
  });
});

describe("what a template cannot do", () => {
  it.each([
    "{% include 'package.json' %}",
    "{% render 'package.json' %}",
    "{% layout 'package.json' %}",
    "{% block a %}{% endblock %}",
    "{% capture a %}{% endcapture %}",
    "{% tablerow a in b %}{% endtablerow %}",
    "{% liquid echo 1 %}",
    "{% increment a %}",
    "{% nope %}",
    "{{ unclosed",
    "{% if true %}",
  ])("is refused when it is saved: %s", (template) => {
    expect(templateProblem(template)).toMatch(/^The template cannot be filled in/);
  });

  it.each([
    "sha256",
    "hmac_sha256: 'k'",
    "where_exp: 'x', 'true'",
    "sample",
    "inspect",
    "nope",
    "group_by_exp: 'x', 'x'",
  ])("has no filter %s", (filter) => expect(() => render(`{{ data.workroom.name | ${filter} }}`)).toThrow(AppError));

  it.each([
    "constructor.name",
    "__proto__",
    "data.constructor.constructor",
    "data.__proto__.toString",
    "data.deliverables.constructor",
    "data['__proto__']",
    "toString",
    "data.workroom.name.constructor",
    "data.deliverables.__proto__.length",
  ])("does not walk to %s", (path) => {
    expect(render(`[{{ ${path} }}]`)).toBe("[]");
  });

  it.each([
    ["a range of a billion", "{% for i in (1..1000000000) %}x{% endfor %}"],
    ["an endless range inside a filter", "{{ data.deliverables | where: 'a[(9007199254740992..9007199254740994)]' }}"],
    [
      "doubling by append",
      "{% assign s = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
    ],
    [
      "doubling by replace",
      "{% assign s = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | replace: 'x', 'xx' %}{% endfor %}{{ s }}",
    ],
    [
      "doubling by concat",
      "{% assign s = 'a,b' | split: ',' %}{% for i in (1..60) %}{% assign s = s | concat: s %}{% endfor %}{{ s | join }}",
    ],
    [
      "doubling by json",
      "{% assign s = '\"' %}{% for i in (1..60) %}{% assign s = s | json %}{% endfor %}{{ s | size }}",
    ],
    ["wide dates", "{{ timestamp | date: '%1000000000d' }}"],
    ["endless output", "{% for i in (1..100000) %}{{ summary }}{% endfor %}"],
    ["output of a whole array again and again", "{% for i in (1..100000) %}{{ data | json }}{% endfor %}"],
  ])("is stopped before it takes memory: %s", (_, template) => {
    const before = process.memoryUsage().rss;
    expect(() => renderTemplate(template, event, { work: new Work({ isTimed: false }) })).toThrow(AppError);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it("nests deeper than a hundred blocks, or has more than two thousand parts", () => {
    const nested = (depth: number) => "{% if true %}".repeat(depth) + "{% endif %}".repeat(depth);
    expect(templateProblem(nested(90))).toBeNull();
    expect(templateProblem(nested(110))).toContain("it nests more than 100 deep");
    expect(templateProblem(nested(900))).toMatch(/nests (more than 100|too) deep/);
    expect(templateProblem(`{{ a${"[a".repeat(10_000)}${"]".repeat(5_000)} }}`)).toContain("it nests too deep");
    expect(templateProblem("{{a}}".repeat(2_000))).toBeNull();
    expect(templateProblem("{{a}}".repeat(2_001))).toContain("it has more than 2000 outputs and tags");
    expect(templateProblem(`{% cycle ${"1,".repeat(200)}1 %}`)).toContain("a cycle has at most 100 values");
  });

  it("names the setting that it stands in", () => {
    expect(() => renderTemplate("{{ data | append }}", event, { setting: "Comment" })).toThrow(
      /^The template in Comment cannot be filled in \(line 1\): /,
    );
  });

  it("is longer than its limit", () => {
    expect(templateProblem("x".repeat(TEMPLATE_LENGTH_MAX + 1))).toContain("longer than 32 KiB");
  });

  it("says where the mistake is", () => {
    expect(templateProblem("a\nb {{ x | nope }}")).toBe(
      "The template cannot be filled in (line 2): undefined filter: nope.",
    );
    expect(templateProblem("a\n{% nope %}")).toBe('The template cannot be filled in (line 2): tag "nope" not found.');
  });
});
