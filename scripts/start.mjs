import { requireNode } from "./node-version.mjs";

requireNode();
const { start } = await import("./start/start.mjs");
await start(process.argv.slice(2));
