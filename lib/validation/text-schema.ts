import { z } from "zod";

const NAME_LENGTH_MAX = 80;

/** A text of a caller's that is stored: without what a database cannot hold as it is. Lengths in UTF-16 units. */
export function storedText(lengthMax: number, lengthMin = 0) {
  return z.string().min(lengthMin).max(lengthMax).refine(isStorable, "must not hold NUL or half of a surrogate pair");
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** A name that people read, as in "Northwind" or "Ada Lovelace". */
export function nameField(example: string) {
  return z
    .string()
    .trim()
    .min(1, `Write a name, such as ${example}.`)
    .max(NAME_LENGTH_MAX, `Keep it under ${NAME_LENGTH_MAX} characters.`);
}
