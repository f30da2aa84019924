import { Environment } from "@marcbachmann/cel-js";

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

/** Whether an event matches a CEL expression over `event`; one that cannot be evaluated does not. Throws on a malformed expression. */
export function compileCondition(expression: string): (event: unknown) => boolean {
  const evaluate = environment.parse(expression);
  return (event) => {
    try {
      return evaluate({ event }) === true;
    } catch {
      // As on Inngest's server, an event that lacks a field just does not match.
      return false;
    }
  };
}
