import { requireNode } from "./node-version.mjs";

requireNode();
const { runAllTests } = await import("./test/run-all.mjs");
await runAllTests();
