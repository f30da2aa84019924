// Templates that would block for long, each by a means of its own. All make text that is no JSON, or JSON in the end.
const LOOPS = (inner: string, rounds = 1_000) =>
  `{% for a in (1..${rounds}) %}{% for b in (1..${rounds}) %}${inner}{% endfor %}{% endfor %}`;
const ROUNDS = (inner: string, rounds = 100_000) => `{% for a in (1..${rounds}) %}${inner}{% endfor %}`;
// A hundred thousand characters, made with little.
const LONG = "{% assign s = 'a' %}{% for i in (1..17) %}{% assign s = s | append: s %}{% endfor %}";
const NEEDLE = `${LONG}{% assign n = s | slice: 0, 30000 %}{% assign n = n | append: 'b' | append: n %}`;

/** By what they do. */
export const SPINNING_TEMPLATES: Readonly<Record<string, string>> = {
  "two loops of three hundred": LOOPS("", 300),
  "two loops of three hundred that write": LOOPS("{{ a | times: b }}", 300),
  "three loops": `{% for c in (1..1000) %}${LOOPS("")}{% endfor %}`,
  "loops over an assigned range": "{% assign r = (1..1000) %}{% for i in r %}{% for j in r %}{% endfor %}{% endfor %}",
  "loops over text, letter by letter":
    "{% assign s = summary | append: summary | append: summary | split: '' %}{% for i in s %}{% for j in s %}{% for k in s %}{% endfor %}{% endfor %}{% endfor %}",
  conditions: LOOPS("{% if a == b and a > 3 or b contains a %}{% endif %}"),
  "one condition with thousands of parts": ROUNDS(`{% if 1 == 2${" or 1 == 2".repeat(3_000)} %}{% endif %}`),
  "a case with many values": ROUNDS(`{% case a %}{% when ${"1, ".repeat(4_000)}0 %}{% endcase %}`),
  "cycles of many values": LOOPS(`{% cycle ${"'x', ".repeat(90)}'y' %}`),
  "elsif after elsif": ROUNDS(`{% if false %}${"{% elsif false %}".repeat(1_500)}{% endif %}`),
  assignments: LOOPS("{% assign x = data.workroom.name | upcase | append: 'x' %}"),
  comparisons: ROUNDS("{% if data.deliverables == data.deliverables %}{% endif %}"),
  "ranges again and again": ROUNDS("{% assign r = (1..1500) %}", 1_300),
  "members of objects, of which one is used": ROUNDS("{% for m in data limit: 1 %}{% endfor %}"),
  "nearly nothing, very often": LOOPS("x"),
  "searching for what is nearly everywhere": `${NEEDLE}{{ s | split: n | size }}`,
  "replacing what is nearly everywhere": `${NEEDLE}{{ s | replace: n, '' | size }}`,
  "finding what is nearly everywhere": `${NEEDLE}{% if s contains n %}{% endif %}`,
  "removing the last of what is nearly everywhere": `${NEEDLE}{{ s | remove_last: n | size }}`,
  "a long text, letter by letter, again and again": `${LONG}${ROUNDS("{% assign x = s | split: '' %}", 15)}`,
  "escaping what must all be escaped": `{% assign s = '<' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}${ROUNDS("{% assign x = s | escape %}", 20)}`,
  "encoding spaces": `{% assign s = ' ' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}${ROUNDS("{% assign x = s | url_encode %}", 25)}`,
  "sorting what is mixed up": `{% assign s = 'b,a,d,c,' %}{% for i in (1..13) %}{% assign s = s | append: s %}{% endfor %}{% assign s = s | split: ',' %}${ROUNDS("{% assign x = s | sort_natural | reverse %}", 10)}`,
  "looking into every element": ROUNDS("{% assign x = data.deliverables | where: 'name', 'x' %}"),
  "a long path into every element": ROUNDS(`{% assign x = data.deliverables | map: "${"a.".repeat(3_000)}" %}`),
  "an array for a number": `{% assign n = (1..5000) %}{{ summary | truncate: n }}${ROUNDS("{% assign x = summary | slice: n, n %}", 1_000)}`,
  "an array for a name": `{% assign n = (1..5000) %}${ROUNDS("{% assign x = data[n] %}", 1_000)}`,
  "names of days and months": ROUNDS("{% assign x = timestamp | date: '%A %d %B %Y' %}"),
  "names of days and months in one format": `{{ timestamp | date: "${"%A%B".repeat(4_000)}" }}`,
  "named time zones": ROUNDS("{% assign x = timestamp | date: '%H', 'Europe/Berlin' %}"),
  "JSON again and again": ROUNDS("{% assign x = data | json %}"),
  "a list that doubles":
    "{% assign s = data.deliverables %}{% for i in (1..40) %}{% assign s = s | concat: s %}{% endfor %}{{ s | json | size }}",
  "a list that doubles, put out as it is":
    "{% assign s = data.deliverables %}{% for i in (1..17) %}{% assign s = s | concat: s %}{% endfor %}{{ s }}",
};
