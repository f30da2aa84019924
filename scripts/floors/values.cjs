// The floors once more for what runs: type-only imports are left out, so that a component may know the shape of what
// a verb returns but never call it.
const swc = require("@swc/core");
const { filesOf, options } = require("./definitions.cjs");

const parse = swc.parseFileSync;
swc.parseFileSync = (file, parseOptions) => {
  const tree = parse(file, parseOptions);
  return { ...tree, body: tree.body.filter((item) => !isTypeOnly(item)) };
};

function isTypeOnly(item) {
  if (item.type === "ImportDeclaration") {
    return item.typeOnly || (item.specifiers.length > 0 && item.specifiers.every((specifier) => specifier.isTypeOnly));
  }
  return item.type === "ExportNamedDeclaration" && item.typeOnly === true;
}

module.exports = {
  forbidden: [
    {
      name: "components take only types from verbs",
      severity: "error",
      from: filesOf("5 UI"),
      to: filesOf("3 verbs"),
    },
  ],
  options,
};
