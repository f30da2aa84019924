import { Environment } from "@marcbachmann/cel-js";

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

/** A compiled CEL expression over `event`. Throws what is wrong with the expression. */
function compile(expression: string): (event: unknown) => unknown {
  const evaluate = environment.parse(expression);
  return (event) => {
    try {
      return evaluate({ event });
    } catch {
      // As on Inngest's server, an event that lacks a field just does not match.
      return undefined;
    }
  };
}

/** Whether an event matches a CEL expression; one that cannot be evaluated does not. Throws on a malformed expression. */
export function compileCondition(expression: string): (event: unknown) => boolean {
  const evaluate = compile(expression);
  return (event) => evaluate(event) === true;
}

/** The text that a CEL expression reads for an event, "" when it cannot be evaluated. Throws on a malformed expression. */
export function compileKey(expression: string): (event: unknown) => string {
  const evaluate = compile(expression);
  return (event) => {
    const value = evaluate(event) ?? "";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
}
