import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.mjs";

/**
 * The secret that seals what is stored: APP_SECRET, else the one in the data folder (mode 0600), made at the first
 * start. Lost, it is not replaced in silence: what it sealed could never be opened again.
 * @param {string} dataDir
 */
export function appSecret(dataDir) {
  if (process.env.APP_SECRET) return process.env.APP_SECRET;
  const file = join(dataDir, "app-secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (hasDatabase(dataDir)) {
    throw new Failure(
      `${file} is missing, but this folder's database was sealed with a secret`,
      `Put the file back, or set APP_SECRET as before. To begin anew, remove ${dataDir}.`,
    );
  }
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: "wx", flush: true });
  return secret;
}

function hasDatabase(dataDir) {
  return ["data", "moved-to"].some((name) => existsSync(join(dataDir, "postgres", name)));
}
