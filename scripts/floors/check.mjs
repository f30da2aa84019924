import { createRequire } from "node:module";
import { inProject } from "../start/paths.mjs";
import { runNode } from "../start/run-tool.mjs";
import { CRUISES, READ_IMPORTS } from "./cruises.mjs";
import { folderCircles } from "./folder-circles.mjs";

const { TESTS } = createRequire(import.meta.url)("./definitions.cjs");

// `npm run floors`: checks every import against the floors, with and without type-only imports, and that no folders
// import each other.
for (const args of CRUISES) {
  await cruise(args, (text) => process.stdout.write(text)).catch(() => {
    process.exitCode = 1;
  });
}
let report = "";
await cruise(READ_IMPORTS, (text) => {
  report += text;
});
for (const folders of folderCircles(JSON.parse(report).modules, new RegExp(TESTS))) {
  console.error(`error folders import each other: ${folders.join(", ")}`);
  process.exitCode = 1;
}

function cruise(args, onOutput) {
  return runNode(inProject("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"), args, { onOutput });
}
