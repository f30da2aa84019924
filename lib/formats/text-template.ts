import { z } from "zod";
import { TEMPLATE_LENGTH_MAX } from "@/lib/templates/engine";
import { templateProblem } from "@/lib/templates/render";

/** A template that makes plain text of an event, such as a subject line. Refused when it cannot be read. */
export const textTemplate = z
  .string()
  .trim()
  .min(1, "Enter a text; {{ title }} and {{ summary }} stand for the event's.")
  .max(TEMPLATE_LENGTH_MAX, `A template has at most ${TEMPLATE_LENGTH_MAX} characters.`)
  .superRefine((template, context) => {
    const problem = templateProblem(template);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

/** A text of at most `max` code points, an ellipsis included. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join("")}…`;
}
