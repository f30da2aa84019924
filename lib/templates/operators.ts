import { Drop, defaultOperators, toValueSync } from "liquidjs";
import type { TemplateContext } from "./context";
import { chargeSearch, chargeText } from "./value-work";
import type { Work } from "./work";

const OPERATOR_NS = 350;
const CHAR_NS = 5;
const ELEMENT_NS = 450;
const KEY_NS = 160;

/** Applies an operator of Liquid's; `not` has a right operand alone. */
export function applyOperator(context: TemplateContext, name: string, left: unknown, right: unknown): unknown {
  context.work.charge(OPERATOR_NS);
  if (!isLogical(name) && !(isPlain(left) && isPlain(right))) chargeComparison(context, name, left, right);
  const operator = defaultOperators[name] as (...operands: unknown[]) => unknown;
  return toValueSync(name === "not" ? operator(right, context) : operator(left, right, context));
}

function chargeComparison({ work }: TemplateContext, name: string, left: unknown, right: unknown): void {
  // The length as text of an array is at least the number of its elements at all depths.
  // `empty` and `blank` list an object's keys.
  if (left instanceof Drop) chargeKeys(work, right);
  if (right instanceof Drop) chargeKeys(work, left);
  const [leftLength, rightLength] = [chargeText(work, left), chargeText(work, right)];
  work.charge((leftLength + rightLength) * CHAR_NS);
  if (!Array.isArray(left)) {
    if (name === "contains") chargeSearch(work, leftLength, rightLength);
    return;
  }
  const comparisons = name === "contains" ? left.length * (Array.isArray(right) ? 1 + rightLength : 1) : leftLength;
  work.charge(comparisons * ELEMENT_NS);
}

function chargeKeys(work: Work, value: unknown): void {
  if (typeof value === "object" && value !== null) work.charge(Object.keys(value).length * KEY_NS);
}

function isLogical(name: string): boolean {
  return name === "and" || name === "or" || name === "not";
}

function isPlain(value: unknown): boolean {
  return (typeof value !== "string" && typeof value !== "object") || value === null || value instanceof Drop;
}
