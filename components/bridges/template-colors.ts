import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/** Liquid and JSON in the theme's own colours, so that both themes keep their contrast. */
export const templateColors = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--info)" },
    { tag: [tags.string, tags.number, tags.bool, tags.null], color: "var(--success)" },
    { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword], color: "var(--danger)" },
    {
      tag: [tags.variableName, tags.function(tags.variableName), tags.special(tags.variableName)],
      color: "var(--accent-soft-foreground, var(--accent))",
    },
    { tag: [tags.comment, tags.separator, tags.brace, tags.squareBracket], color: "var(--muted)" },
  ]),
);
