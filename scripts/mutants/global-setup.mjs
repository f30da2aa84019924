/**
 * Tells the tests which database to clone: that of scripts/mutants.mjs.
 * @param {import("vitest/node").TestProject} project
 */
export default function setUp(project) {
  project.provide("databaseTemplateUrl", process.env.MUTANTS_TEMPLATE_URL);
}
