// The floors of ARCHITECTURE.md: imports point down, and a circle fails. Type-only imports count like the others;
// scripts/floors/values.cjs holds the rules for which they do not.
const { DOORS, FLOORS, filesOf, MAY_IMPORT, options, TESTS } = require("./scripts/floors/definitions.cjs");

// One rule a pair of floors, so that what is broken is named.
const floorRules = Object.entries(MAY_IMPORT).flatMap(([name, below]) =>
  FLOORS.filter((floor) => floor.name !== name && !below.includes(floor.name)).map((floor) => ({
    name: `floor ${name} must not import floor ${floor.name}`,
    severity: "error",
    from: filesOf(name),
    to: filesOf(floor.name),
  })),
);

const rules = [
  ...floorRules,
  { name: "no circles", severity: "error", from: {}, to: { circular: true } },
  {
    name: "every import is found",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, pathNot: "^server-only$" },
  },
  {
    name: "components never touch db, env or inngest",
    severity: "error",
    from: { path: "^components/", pathNot: TESTS },
    to: { path: "^lib/(db/|env\\.ts$)|^prisma/|^inngest/|^lib/secrets/|^lib/net/(?!address\\.ts$)" },
  },
  {
    name: "the lib knows neither React nor Next",
    severity: "error",
    from: { path: "^lib/", pathNot: [TESTS, DOORS, "^lib/people/(auth|viewer-of)\\.ts$"] },
    to: { path: "^node_modules/(react|react-dom|next)/" },
  },
  {
    name: "components/ui knows nothing of the domain",
    severity: "error",
    from: { path: "^components/ui/", pathNot: TESTS },
    to: { path: "^lib/(?!(time|errors|actions/result)\\.ts$|actions/)|^components/(?!ui/)" },
  },
  {
    name: "only the guarded sender has an HTTP client",
    severity: "error",
    from: { path: "^(app|components|lib|inngest)/", pathNot: [TESTS, "^lib/net/"] },
    to: { path: "^node_modules/(undici|axios|got|node-fetch)/" },
  },
  {
    name: "the engine knows no function by name",
    severity: "error",
    from: { path: "^inngest/engine/", pathNot: TESTS },
    to: { path: "^inngest/functions/" },
  },
  {
    name: "the product does not import its tests",
    severity: "error",
    from: { path: "^(app|components|lib|inngest)/", pathNot: TESTS },
    to: { path: TESTS },
  },
];

module.exports = { forbidden: rules, options };
