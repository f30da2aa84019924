import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mcpExamples } from "@/lib/connections/mcp/examples";
import { handled, serveRoute, tenantWithServer } from "./testing/harness";

let route: Awaited<ReturnType<typeof serveRoute>>;
beforeAll(async () => {
  route = await serveRoute();
});
afterAll(() => route.close());

const run = promisify(execFile);

it("shows code that works as it is pasted", async () => {
  const own = await tenantWithServer();
  const env = { ...process.env, ATELYA_SECRET: own.secret };
  for (const { language, code } of mcpExamples(`${route.url}/${own.id}`)) {
    if (language === "node") {
      const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { env });
      expect(stdout.trim()).toBe("202");
    } else {
      // A shell that has no curl sends what the command says all the same.
      const shim = `curl() { "$NODE" -e '${CURL}' -- "$@"; }\n`;
      const { stdout } = await run("sh", ["-c", shim + code], { env: { ...env, NODE: process.execPath } });
      expect(stdout).toBe("202");
    }
  }
  expect((await handled(own.id)).map(({ status }) => status)).toEqual(["handled", "handled"]);
});

const CURL = `
  const [url, ...rest] = process.argv.slice(1);
  const all = (flag) => rest.filter((_, i) => rest[i - 1] === flag);
  const headers = all("-H").map((line) => line.split(": "));
  fetch(url, { method: "POST", headers, body: all("-d")[0] }).then(({ status }) => process.stdout.write(String(status)));
`;
