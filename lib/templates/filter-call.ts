import type { TemplateContext } from "./context";
import type { Work } from "./work";

/** One use of a filter that is about to be made. */
export type FilterCall = {
  context: TemplateContext;
  work: Work;
  value: unknown;
  args: readonly unknown[];
};
