import { createRequire, register } from "node:module";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

// Reads an OpenAPI document from its input and writes its TypeScript types to its output. The generator asks for
// "typescript" and needs the last one that is written in JavaScript, which lies beside this file.
const typescript = pathToFileURL(createRequire(import.meta.url).resolve("typescript")).href;
const hook = `export const resolve = (name, context, next) =>
  name === "typescript" ? { url: ${JSON.stringify(typescript)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

const { default: openapiTypescript, astToString } = await import("openapi-typescript");
const types = await openapiTypescript(JSON.parse(await text(process.stdin)));
process.stdout.write(astToString(types));
