import type { z } from "zod";
import type { FieldError } from "@/lib/errors";

/** A zod error as one message a field, with paths as the caller would write them: "data.deliverables[0].id". */
export function fieldErrors(error: z.ZodError, at = ""): FieldError[] {
  return issueErrors(error.issues, at);
}

function issueErrors(issues: readonly z.core.$ZodIssue[], at: string): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.reduce<string>(joinPath, at);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: joinPath(path, key), message: "is not a known field" }));
    }
    const meant = issue.code === "invalid_union" ? meantAlternative(issue.errors) : undefined;
    return meant ? issueErrors(meant, path) : [{ path, message: message(issue) }];
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

function message(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("received undefined")) {
    return "is missing";
  }
  return issue.message.replace(/^Invalid input: expected (\w+), received (\w+)$/, "must be $1, not $2");
}
