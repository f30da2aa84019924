import { randomBytes } from "node:crypto";

// The product's settings are the test's own, whatever the shell has, before anything of the product is imported.
process.env.APP_SECRET = randomBytes(32).toString("base64url");
// Where a test has no database, nobody answers.
process.env.DATABASE_URL = "postgresql://127.0.0.1:1/none";
process.env.APP_URL = "http://localhost:3000";
const outside = /^(INNGEST|STRIPE|WHATSAPP|NOTION|GOOGLE|SLACK|ATELYA|DELIVERY)_/;
for (const key of Object.keys(process.env)) if (outside.test(key)) delete process.env[key];
