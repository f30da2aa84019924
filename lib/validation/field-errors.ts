import type { z } from "zod";
import type { FieldError } from "@/lib/errors";
import { issueWords } from "./issue-words";

/** A zod error as one message a field, with paths as the caller would write them: "data.deliverables[0].id". */
export function fieldErrors(error: z.ZodError, at = ""): FieldError[] {
  return issueErrors(error.issues, at);
}

/**
 * The first of some field errors as a sentence that stands by itself, for a problem's detail: a message that is the rest of
 * one ("is missing") goes behind its field's name, with how many more there are.
 */
export function firstInWords(errors: readonly FieldError[]): string {
  const [first] = errors;
  if (!first) return "Something in it is wrong.";
  if (!/^[a-z]/.test(first.message)) return first.message;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return `${first.path || "The body"} ${first.message}${more}`;
}

function issueErrors(issues: readonly z.core.$ZodIssue[], at: string): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.reduce<string>(joinPath, at);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: joinPath(path, key), message: "is not a known field" }));
    }
    const meant = issue.code === "invalid_union" ? meantAlternative(issue.errors) : undefined;
    return meant ? issueErrors(meant, path) : [{ path, message: issueWords(issue) }];
  });
}

// Of alternatives of different types, the one whose type was given is the one that was meant.
function meantAlternative(alternatives: readonly (readonly z.core.$ZodIssue[])[]) {
  const meant = alternatives.filter((issues) => !issues.some((i) => i.code === "invalid_type" && i.path.length === 0));
  return meant.length === 1 ? meant[0] : undefined;
}

function joinPath(path: string, part: PropertyKey): string {
  if (typeof part === "number") return `${path}[${part}]`;
  return path === "" ? String(part) : `${path}.${String(part)}`;
}
