import type { z } from "zod";
import type { FieldError } from "@/lib/errors";

/** A zod error as one message a field, with paths as the caller would write them: "data.deliverables[0].id". */
export function fieldErrors(error: z.ZodError, at = ""): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.reduce<string>(joinPath, at);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: joinPath(path, key), message: "is not a known field" }));
    }
    return [{ path, message: message(issue) }];
  });
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
