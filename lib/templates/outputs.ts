import { Output, type Template, toValueSync } from "liquidjs";
import { parse } from "./engine";

/** One `{{ … }}` of a template: where it stands, what is inside it, and the filter that it ends with. */
export type TemplateOutput = { begin: number; end: number; expression: string; lastFilter: string | undefined };

/** Every output of a template, in its order, inside of tags too. Throws for a template that cannot be read. */
export function outputsOf(template: string): readonly TemplateOutput[] {
  return collect(parse(template)).toSorted((a, b) => a.begin - b.begin);
}

function collect(templates: readonly Template[]): TemplateOutput[] {
  return templates.flatMap((template) => {
    if (template instanceof Output) {
      const { begin, end, content } = template.token;
      return [{ begin, end, expression: content.trim(), lastFilter: template.value.filters.at(-1)?.name }];
    }
    return template.children ? collect(toValueSync(template.children(false, true))) : [];
  });
}
