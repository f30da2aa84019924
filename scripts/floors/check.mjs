import { inProject } from "../start/paths.mjs";
import { runNode } from "../start/run-tool.mjs";
import { CRUISES } from "./cruises.mjs";

// `npm run floors`: checks every import against the floors, with and without type-only imports.
for (const args of CRUISES) {
  await runNode(inProject("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"), args, {
    onOutput: (text) => process.stdout.write(text),
  }).catch(() => {
    process.exitCode = 1;
  });
}
