// Stryker 9, for 10 asks for Node 22.

export default {
  testRunner: "vitest",
  plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
  vitest: { configFile: "scripts/mutants/vitest.config.mjs", related: false },
  coverageAnalysis: "perTest",
  // What a module computes while it is loaded (the SQL of a statement) stays whole: each would need every test once more.
  ignoreStatic: true,
  mutate: ["lib/deliveries/send/**/*.ts", "inngest/engine/**/*.ts", "!**/*.test.ts", "!**/testing/**"],
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 20,
  // Its preprocessor needs an interface that TypeScript 7 has not; nothing in the tests reads the file.
  tsconfigFile: "none.json",
  ignorePatterns: [".next", ".data", "public", "e2e", "docs", "bench", "reports"],
  tempDirName: ".stryker-tmp",
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: "reports/mutants/index.html" },
  jsonReporter: { fileName: "reports/mutants/mutants.json" },
};
