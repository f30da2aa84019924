const CRUISED = ["app", "components", "lib", "inngest", "instrumentation.ts", "instrumentation-node.ts"];

/** The arguments of each run of dependency-cruiser: with type-only imports, and without. */
export const CRUISES = [".dependency-cruiser.cjs", "scripts/floors/values.cjs"].map((file) => [
  "--config",
  file,
  ...CRUISED,
]);

/** The arguments that print every import as JSON, by no rule. */
export const READ_IMPORTS = ["--config", "scripts/floors/imports.cjs", "--output-type", "json", ...CRUISED];
