import { z } from "zod";

const SECRET_LENGTH_MAX = 4_096;

/** A token, key or password as it goes into a header: one line of visible ASCII. */
export const secretText = z
  .string()
  .trim()
  .max(SECRET_LENGTH_MAX, `This is longer than ${SECRET_LENGTH_MAX} characters; paste the secret alone.`)
  .regex(/^[\x20-\x7e]*$/, "This has line breaks or special characters in it; paste the secret alone.");

/** The credentials of a bearer token. */
export function bearer(token: string | undefined) {
  return { type: "header", name: "Authorization", value: `Bearer ${token ?? ""}` } as const;
}

/** The credentials of HTTP Basic: RFC 7617, in UTF-8. */
export function basic(username: string, password: string) {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return { type: "header", name: "Authorization", value: `Basic ${btoa(String.fromCharCode(...bytes))}` } as const;
}
