import { prepare, startApp } from "./app-server.mjs";

/**
 * One PostgreSQL for the run, and one app that most specs share, each in organizations of its own. The specs' own process
 * reaches the same database by the product's verbs, for what a test only needs to have, not to show.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const databases = await prepare();
  try {
    const app = await startApp({ templateUrl: databases.templateUrl });
    const { DATABASE_URL, APP_SECRET, APP_URL } = app.settings;
    Object.assign(process.env, { DATABASE_URL, APP_SECRET, APP_URL, E2E_TEMPLATE_URL: databases.templateUrl });
    return async () => {
      await app.stop();
      await databases.stop();
    };
  } catch (error) {
    await databases.stop();
    throw error;
  }
}
