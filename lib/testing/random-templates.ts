import fc from "fast-check";

const path = fc.constantFrom(
  ...["type", "title", "summary", "timestamp", "data", "data.workroom", "data.workroom.name", "data.credits_used"],
  ...["data.deliverables", "data.deliverables[0].name", "data.deliverables.first.url", "data.deliverables.size"],
  ...["data['workroom']['name']", "data.deliverables[1]['id']", "data[x]", "data.nothing.at.all", "nothing", "x", "y"],
  ...["item", "item.name", "item[0]", "forloop.index", "forloop.last", "forloop.rindex0", "forloop.length", "empty"],
  ...["data.workroom.size", "data.deliverables[-1].name", "data.deliverables.last.name", "(1..3)", "(x..4)", "blank"],
);
const literal = fc.constantFrom(
  "'a'",
  "'Press kit'",
  '"x, y"',
  "1",
  "-2",
  "3.5",
  "true",
  "false",
  "nil",
  "'name'",
  "''",
);
const value = fc.oneof(path, literal);

const filter = fc.oneof(
  fc.constantFrom(
    ...["upcase", "downcase", "capitalize", "size", "json", "escape_json", "escape", "escape_once", "url_encode"],
    ...["first", "last", "reverse", "sort", "sort_natural", "uniq", "compact", "strip", "squish", "strip_html"],
    ...["newline_to_br", "strip_newlines", "base64_encode", "abs", "ceil", "floor", "round", "date", "sum"],
    ...["to_integer", "date_to_xmlschema", "date_to_rfc822", "join", "xml_escape", "truncate", "truncatewords"],
  ),
  fc
    .tuple(
      fc.constantFrom("append", "prepend", "remove", "remove_first", "remove_last", "split", "join", "default", "plus"),
      value,
    )
    .map(([name, arg]) => `${name}: ${arg}`),
  fc
    .tuple(
      fc.constantFrom("minus", "times", "divided_by", "modulo", "at_least", "at_most", "concat", "truncate", "round"),
      value,
    )
    .map(([name, arg]) => `${name}: ${arg}`),
  fc
    .tuple(
      fc.constantFrom("map", "where", "reject", "find", "has", "sort", "sum"),
      fc.constantFrom("'name'", "'id'", "'a.b'"),
    )
    .map(([name, arg]) => `${name}: ${arg}`),
  fc
    .tuple(fc.constantFrom("where", "has", "replace", "replace_first"), literal, value)
    .map(([name, ...args]) => `${name}: ${args.join(", ")}`),
  fc.constantFrom(
    "slice: 1, 3",
    "slice: -2, 2",
    "date: '%d.%m.%Y'",
    "date: '%A %-d %B'",
    "default: 'none', allow_false: true",
    "slice: 0",
  ),
);
const expression = fc
  .tuple(value, fc.array(filter, { maxLength: 3 }))
  .map(([first, filters]) => [first, ...filters].join(" | "));
const condition = fc
  .array(fc.tuple(value, fc.constantFrom("==", "!=", ">", "<", ">=", "<=", "contains"), value), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((parts) =>
    fc
      .array(fc.constantFrom("and", "or"), { minLength: parts.length, maxLength: parts.length })
      .map((words) => parts.map((part, index) => `${index ? `${words[index]} ` : ""}${part.join(" ")}`).join(" ")),
  );
const loop = fc
  .tuple(
    value,
    fc.constantFrom("", " limit: 1", " offset: 1", " reversed", " limit: 1 offset: 1", " limit: x", " offset: item"),
  )
  .map((parts) => parts.join(""));

const { template: anyTemplate } = fc.letrec<{ template: string; node: string }>((tie) => ({
  template: fc
    .array(tie("node"), { minLength: 1, maxLength: 4, depthIdentifier: "nodes" })
    .map((nodes) => nodes.join("")),
  node: fc.oneof(
    { depthSize: "small", depthIdentifier: "nodes" },
    fc.constantFrom(
      "text ",
      " \n",
      "{% cycle 'a', 'b' %}",
      "{% cycle x: 'c', 'd' %}",
      "{% raw %}{{ x }}{% endraw %}",
      "{% break %}",
      "{% continue %}",
    ),
    expression.map((each) => `{{ ${each} }}`),
    expression.map((each) => `{% assign x = ${each} %}`),
    expression.map((each) => `{%- echo ${each} -%}`),
    fc
      .tuple(condition, tie("template"), tie("template"))
      .map(([test, yes, no]) => `{% if ${test} %}${yes}{% else %}${no}{% endif %}`),
    fc
      .tuple(condition, condition, tie("template"))
      .map(([test, other, yes]) => `{% if ${test} %}1{% elsif ${other} %}${yes}{% endif %}`),
    fc.tuple(value, tie("template")).map(([test, yes]) => `{% unless ${test} %}${yes}{% endunless %}`),
    fc
      .tuple(loop, tie("template"), tie("template"))
      .map(([of, body, none]) => `{% for item in ${of} %}${body}{% else %}${none}{% endfor %}`),
    fc
      .tuple(expression, value, value, tie("template"))
      .map(([of, a, b, yes]) => `{% case ${of} %}{% when ${a} %}1{% when ${b}, 2 %}${yes}{% else %}0{% endcase %}`),
  ),
}));

/** Templates of every tag, operator and most filters, over the example of workroom.completed. All can be read. */
export const randomTemplate: fc.Arbitrary<string> = anyTemplate;
