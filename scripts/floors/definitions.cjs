const swc = require("@swc/core");

// The cruiser's swc parser takes every file for plain TypeScript; JSX needs to be asked for.
const parse = swc.parseFileSync;
swc.parseFileSync = (file, parseOptions) => parse(file, { ...parseOptions, tsx: file.endsWith(".tsx") });

const TESTS = "\\.test\\.tsx?$|^lib/testing/|/testing/|/golden/";
const PURE = [
  "^lib/(events|formats|json|signing|templates|validation)/",
  "^lib/net/(address|policy)\\.ts$",
  "^lib/deliveries/send/(outcome|schedule|health)\\.ts$",
  "^lib/deliveries/log/(sentence|wait|allowed|curl|view)\\.ts$",
  "^lib/destinations/(match|flow-view)\\.ts$",
  "^lib/keys/api-key-format\\.ts$",
  "^lib/.*schema\\.ts$",
].join("|");
const DOORS = "^lib/.*actions(\\.ts$|/)|^lib/(actions|http)/|^inngest/functions/(?!start\\.ts$)|^app/.*route\\.ts$";

/** Each floor's files; a file belongs to the first floor that names it. */
const FLOORS = [
  {
    name: "0 primitives",
    path: "^lib/(env|errors|ids|ulid|time|clock|logger|throttled-log|context|engine-health|db/group-commit)\\.ts$",
  },
  { name: "1 pure domain", path: PURE },
  { name: "4 doors", path: DOORS },
  { name: "2 adapters", path: "^prisma/generated/|^lib/(db|secrets|net)/|^inngest/(client|events)\\.ts$" },
  { name: "engine", path: "^inngest/engine/" },
  { name: "3 verbs", path: "^lib/[^/]+/" },
  { name: "5 UI", path: "^components/" },
  { name: "6 composition", path: "^app/|^inngest/functions/start\\.ts$|^instrumentation" },
];

const MAY_IMPORT = {
  "0 primitives": [],
  "1 pure domain": ["0 primitives"],
  "2 adapters": ["0 primitives", "1 pure domain", "engine"],
  engine: ["0 primitives", "2 adapters"],
  "3 verbs": ["0 primitives", "1 pure domain", "2 adapters"],
  "4 doors": ["0 primitives", "1 pure domain", "2 adapters", "3 verbs"],
  // What a component may take from the verbs is types alone: see the other configuration.
  "5 UI": ["0 primitives", "1 pure domain", "3 verbs", "4 doors"],
};

/** A pattern for a floor's files that leaves out those of the floors before it. */
function filesOf(name) {
  const index = FLOORS.findIndex((floor) => floor.name === name);
  const earlier = FLOORS.slice(0, index).map((floor) => floor.path);
  return { path: FLOORS[index].path, pathNot: [...earlier, TESTS] };
}

const options = {
  parser: "swc",
  doNotFollow: { path: ["node_modules", "^prisma/generated"] },
  exclude: { path: "^\\.next/" },
  webpackConfig: { fileName: "scripts/floors/resolve.cjs" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "require", "node", "default", "types"],
    extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".js", ".json", ".css"],
  },
};

module.exports = { DOORS, FLOORS, filesOf, MAY_IMPORT, options, TESTS };
