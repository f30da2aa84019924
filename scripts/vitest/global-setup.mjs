import { join } from "node:path";
import { ensureDatabase, migrate } from "../migrate.mjs";
import { startThrowawayPostgres } from "../postgres/throwaway.mjs";

const TEMPLATE = "template_app";

/**
 * Starts the run's own PostgreSQL with a migrated template, which every test file clones (lib/testing/setup.ts).
 * @param {import("vitest/node").TestProject} project
 */
export default async function setUp(project) {
  const server = await startThrowawayPostgres();
  try {
    const url = server.url(TEMPLATE);
    await ensureDatabase(url);
    await migrate({ url, folder: join(project.config.root, "prisma/migrations") });
    project.provide("databaseTemplateUrl", url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
