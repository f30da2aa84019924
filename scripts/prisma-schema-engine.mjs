#!/usr/bin/env node
import { runCli } from "./prisma/cli.mjs";

// Stands in for Prisma's native schema engine, which is a download from outside the npm registry.
process.exitCode = await runCli(process.argv.slice(2));
