import { createServer } from "node:http";
import next from "next";
import { ROOT } from "./paths.mjs";

// `node server.mjs <host> <port>`: the built app. What the app's direct routes do not take is Next's.
const [hostname, port] = process.argv.slice(2);
const app = next({ dir: ROOT, dev: false, hostname, port: Number(port) });
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  // Left there by the app's instrumentation; until then Next answers, and waits for it.
  if (globalThis.atelyaDirectListener?.(request, response)) return;
  handle(request, response).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(Number(port), hostname);
