import { afterEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { catalogue } from "@/lib/events/catalogue";
import { largeEvents } from "@/lib/templates/large-events";
import { tryOutTemplates } from "@/lib/templates/try-out";
import { isSoon } from "@/lib/testing/processor-time";
import { SPINNING_TEMPLATES } from "@/lib/testing/spinning-templates";
import { BRIDGE_FORMAT_IDS, getFormat } from "./registry";

const event = catalogue["workroom.completed"].example;

afterEach(() => {
  vi.restoreAllMocks();
});

type Config = Record<string, unknown>;

function configOf(id: string, change: Config): Config {
  return { ...(getFormat(id).example.config as Config), ...change };
}

/** What a save says of a format's templates. */
async function refusals(id: string, change: Config) {
  return tryOutTemplates(getFormat(id).templates?.(configOf(id, change)) ?? []);
}

function render(id: string, change: Config, of = event) {
  const format = getFormat(id);
  return format.render({ event: of, config: configOf(id, change), url: format.example.url, deliveryId: "dlv_1" });
}

function refusalOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

const PLACES: readonly [
  name: string,
  format: string,
  field: string,
  setting: string,
  change: (body: string) => Config,
][] = [
  ["JSON", "custom", "body", "Body", (body) => ({ body })],
  ["CloudEvents", "custom", "body", "Body", (body) => ({ body, contentType: "application/cloudevents+json" })],
  ["text", "custom", "body", "Body", (body) => ({ body, contentType: "text/plain" })],
  ["a form", "custom", "body", "Body", (body) => ({ body, contentType: "application/x-www-form-urlencoded" })],
  ["XML", "custom", "body", "Body", (body) => ({ body, contentType: "text/xml; charset=utf-8" })],
  ["a message", "intercom", "body", "Message", (body) => ({ body })],
  ["a subject", "zendesk", "subject", "Subject", (subject) => ({ subject })],
  ["a comment", "zendesk", "comment", "Comment", (comment) => ({ comment })],
];

// All of them in one place, and some in each other: what they do is the engine's, where they stand the format's.
const ALL = Object.entries(SPINNING_TEMPLATES);
const SOME = ALL.filter((_, index) => index % 8 === 0);

describe.each(PLACES)("a spinning template for %s", (place, format, field, setting, change) => {
  const spinning = place === "JSON" ? ALL : SOME;

  it.each(spinning)("is refused at its field when it is saved: %s", async (_name, template) => {
    const [refusal, ...others] = await refusals(format, change(template));
    expect(refusal?.path).toBe(field);
    expect(refusal?.message).toMatch(/^This takes longer than 20 ms with .*\. Loop over less, for example \{%/);
    expect(others).toEqual([]);
  });

  it.each(spinning)("holds up nothing when it is stored all the same: %s", (_name, template) => {
    expect(isSoon(() => refusalOf(() => render(format, change(template))))).toBe(true);
  });

  it.each(spinning)("fails for good, and the setting is named: %s", (_name, template) => {
    vi.spyOn(performance, "now").mockReturnValue(0);
    const error = refusalOf(() => render(format, change(template)));
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).message).toMatch(
      new RegExp(
        `^The template in ${setting} cannot be filled in \\(line 1\\): it (takes longer than 20 ms|makes too much)`,
      ),
    );
  });
});

describe("the templates of one request", () => {
  it("have one account together", async () => {
    const half = "{% for i in (1..25000) %}x{% endfor %}";
    expect(await refusals("zendesk", { comment: half })).toEqual([]);
    expect((await refusals("zendesk", { subject: half, comment: half })).map(({ path }) => path)).toEqual(["comment"]);
    vi.spyOn(performance, "now").mockReturnValue(0);
    expect(() => render("zendesk", { subject: half, comment: half })).toThrow("The template in Comment");
  });
});

describe("an ordinary template", () => {
  it.each(BRIDGE_FORMAT_IDS)("is taken, as the example of %s is", async (id) => {
    expect(await refusals(id, {})).toEqual([]);
  });

  it.each([
    "{{ summary | json }}",
    '{"text": "{{ summary | escape_json }}", "all": {{ data | json }}}',
    `{"files": [{% for item in data.deliverables %}{ "id": {{ item.id | json }}, "name": {{ item.name | json }}, "url": {{ item.url | json }} }{% unless forloop.last %},{% endunless %}{% endfor %}]}`,
    `{"names": {{ data.deliverables | map: "name" | json }}, "first": {{ data.deliverables | sort_natural: "name" | first | json }}}`,
    `{"kits": {{ data.deliverables | where: "name", "Press kit" | map: "url" | json }}}`,
    `{"changed": "{% for field in data.changed_fields %}{{ field | upcase | escape_json }} {% endfor %}"}`,
    `{"rows": [{% for item in data.deliverables %}{% if item.url contains "https" and item.name != blank %}{{ item.name | downcase | capitalize | json }}{% else %}null{% endif %}{% unless forloop.last %},{% endunless %}{% endfor %}]}`,
    `[{% for item in data.deliverables %}{% assign line = item.name | append: " – " | append: item.id %}{{ line | json }}{% unless forloop.last %},{% endunless %}{% endfor %}]`,
    `{"at": "{{ timestamp | date: '%A, %d %B %Y' }}", "short": {{ summary | strip_newlines | truncate: 500 | json }}}`,
    `{% case type %}{% when "workroom.completed" %}{"done": true}{% else %}{"type": {{ type | json }}}{% endcase %}`,
  ])("is taken as JSON: %s", async (body) => {
    expect(await refusals("custom", { body })).toEqual([]);
  });

  it.each([
    "{{ title }}: {{ summary }}",
    "{{ summary }} ".repeat(8),
    "text={{ summary | url_encode }}&data={{ data | json | url_encode }}",
    "<room>{{ summary | xml_escape }}{% for item in data.deliverables %}<item>{{ item.name | xml_escape }}</item>{% endfor %}</room>",
    "{{ summary | replace: '*', '' | newline_to_br | strip_html }}",
    "{% for item in data.deliverables %}{% cycle 'odd', 'even' %} {{ item.name | split: ' ' | join: '-' }}\n{% endfor %}",
  ])("is taken as text: %s", async (body) => {
    expect(await refusals("custom", { body, contentType: "text/plain" })).toEqual([]);
    expect(await refusals("intercom", { body })).toEqual([]);
    expect(await refusals("zendesk", { subject: "{{ title }}", comment: body })).toEqual([]);
  });
});

describe("many fields of Salesforce", () => {
  const fields = (source: (index: number) => string) =>
    Array.from({ length: 100 }, (_, index) => ({ field: `F${index}__c`, source: source(index) }));

  it("read each part of a large event once", () => {
    for (const large of largeEvents()) {
      const change = { fields: fields((index) => (index % 2 === 0 ? "title" : "data.workroom.name")) };
      expect(isSoon(() => render("salesforce", change, large))).toBe(true);
    }
  });

  it("make no body that is too large to send", () => {
    const change = { fields: fields(() => "summary") };
    const [large = event] = largeEvents();
    const attempt = () =>
      expect(() => render("salesforce", change, large)).toThrow(/^The fields up to F\d+__c hold more than 1024 KiB/);
    expect(isSoon(attempt)).toBe(true);
    expect(JSON.parse(render("salesforce", change).body)).toHaveProperty("F99__c");
  });
});
