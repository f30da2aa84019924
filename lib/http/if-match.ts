import { AppError } from "@/lib/errors";

// Source: RFC 9110 §8.8.3.
const TAG = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"/;
// As `withEtag` writes them: a positive integer of PostgreSQL.
const VERSION = /^[1-9]\d{0,9}$/;
const VERSION_MAX = 2 ** 31 - 1;

/** An answer with a thing that has versions, and the one it is at as its entity tag. */
export function withEtag<T extends { version: number }>(body: T): { body: T; headers: { etag: string } } {
  return { body, headers: { etag: `"${body.version}"` } };
}

/**
 * The versions that a request's If-Match names: undefined without the header and for `*`, which any version matches. A
 * weak tag and one that is none of ours match no version. Throws `malformed` for what is neither `*` nor a list of tags.
 * Source: RFC 9110 §13.1.1.
 */
export function ifMatch(request: Request): number[] | undefined {
  const header = request.headers.get("if-match");
  if (header === null || header.trim() === "*") return undefined;
  return readTags(header).flatMap((tag) => {
    const text = tag.slice(1, -1);
    const version = tag.startsWith('"') && VERSION.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
    return version <= VERSION_MAX ? [version] : [];
  });
}

// A tag may hold commas, so the list is read from its front.
function readTags(header: string): string[] {
  const tags: string[] = [];
  let rest = header;
  for (;;) {
    rest = rest.replace(/^[\t ,]+/, "");
    if (rest === "") break;
    const [tag] = TAG.exec(rest) ?? [];
    rest = tag === undefined ? rest : rest.slice(tag.length).replace(/^[\t ]+/, "");
    if (tag === undefined || (rest !== "" && !rest.startsWith(","))) throw malformed();
    tags.push(tag);
  }
  if (tags.length === 0) throw malformed();
  return tags;
}

function malformed(): AppError {
  const message = 'If-Match is * or the ETag of an answer, quotation marks included, such as "3"; several with commas.';
  return new AppError("malformed", message);
}
