import { createServer } from "node:http";
import next from "next";
import { ROOT } from "./paths.mjs";

const IDLE_CHECK_MS = 50;

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

// The app asks for this when it is told to stop: nothing new is taken, and what has begun is answered.
globalThis.atelyaCloseServer = () =>
  new Promise((resolve) => {
    // A connection that is kept open after its last answer would keep the server.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
  });
