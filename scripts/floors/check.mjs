import { inProject } from "../start/paths.mjs";
import { runNode } from "../start/run-tool.mjs";

const CONFIGURATIONS = [".dependency-cruiser.cjs", "scripts/floors/values.cjs"];
const CRUISED = ["app", "components", "lib", "inngest", "instrumentation.ts", "instrumentation-node.ts"];

/** `npm run floors`: checks every import against the floors, with and without type-only imports. */
for (const configuration of CONFIGURATIONS) {
  await runNode(
    inProject("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
    ["--config", configuration, ...CRUISED],
    {
      onOutput: (text) => process.stdout.write(text),
    },
  ).catch(() => {
    process.exitCode = 1;
  });
}
