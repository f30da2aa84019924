import { existsSync } from "node:fs";
import { Failure } from "../failure.mjs";
import { inProject } from "./paths.mjs";

// Each group is set as a whole or not at all.
const GROUPS = [
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"],
  ["NOTION_CLIENT_ID", "NOTION_CLIENT_SECRET"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"],
  ["ATELYA_INIT_EMAIL", "ATELYA_INIT_PASSWORD"],
];

const NEED_OWNER = ["ATELYA_INIT_API_KEY", "ATELYA_INIT_ORGANIZATION"];
const API_KEY = /^atl_\S{28,}$/;

/**
 * Reads .env.local and .env (what is set already wins), and checks the settings that concern the start.
 * Throws a Failure that names what is missing, never a value.
 * @returns {{ host: string, port: number, appUrl: string, isLocal: boolean }}
 */
export function readSettings() {
  for (const name of [".env.local", ".env"]) {
    if (existsSync(inProject(name))) process.loadEnvFile(inProject(name));
  }
  const incomplete = halves(process.env);
  const problems = [...incomplete, ...wrongValues(process.env)];
  if (problems.length > 0) {
    const remedy = incomplete.length > 0 ? "Set what is missing, or unset its other half" : "Correct the value";
    throw new Failure(problems.join("; "), `${remedy}, then start again.`);
  }
  const host = process.env.HOST || "127.0.0.1";
  const port = Number(process.env.PORT || 3000);
  const appUrl = process.env.APP_URL || `http://localhost:${port}`;
  return { host, port, appUrl, isLocal: ["localhost", "127.0.0.1", "[::1]"].includes(new URL(appUrl).hostname) };
}

/** Every group that is set by halves, in words. */
export function halves(env) {
  const found = GROUPS.filter((names) => names.some((name) => env[name]) && !names.every((name) => env[name])).map(
    (names) => sentence(names, env),
  );
  for (const name of NEED_OWNER) {
    if (env[name] && !env.ATELYA_INIT_EMAIL && !env.ATELYA_INIT_PASSWORD) {
      found.push(`${name} is set, but ATELYA_INIT_EMAIL and ATELYA_INIT_PASSWORD are not`);
    }
  }
  return [...found, ...inngestHalves(env)];
}

// Inngest's development server asks for no keys; every other one for both.
function inngestHalves(env) {
  if (env.INNGEST_DEV && !["0", "false"].includes(env.INNGEST_DEV)) return [];
  const keys = ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"];
  const isWanted = [...keys, "INNGEST_BASE_URL"].some((name) => env[name]);
  if (!isWanted || keys.every((name) => env[name])) return [];
  return [
    sentence([...keys.filter((name) => env[name]), ...keys.filter((name) => !env[name])], env, "INNGEST_BASE_URL"),
  ];
}

function sentence(names, env, because) {
  const set = names.filter((name) => env[name]);
  const missing = names.filter((name) => !env[name]);
  const cause = set.length > 0 ? set : [because];
  return `${cause.join(" and ")} is set, but ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not`;
}

function wrongValues(env) {
  const problems = [];
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.push("PORT must be a number from 1 to 65535");
  if (env.APP_URL && !/^https?:\/\//.test(env.APP_URL)) problems.push("APP_URL must begin with http:// or https://");
  if (env.APP_URL && !URL.canParse(env.APP_URL)) problems.push("APP_URL is not a URL");
  if (env.APP_SECRET && env.APP_SECRET.length < 32) problems.push("APP_SECRET must be at least 32 characters");
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL)) {
    problems.push("DATABASE_URL must begin with postgresql://");
  }
  if (env.ATELYA_INIT_API_KEY && !API_KEY.test(env.ATELYA_INIT_API_KEY)) {
    problems.push("ATELYA_INIT_API_KEY must be atl_ and at least 28 more characters");
  }
  return problems;
}
