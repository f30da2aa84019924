import { type Token, TypeGuards, toValue, type Value } from "liquidjs";
import type { TemplateContext } from "./context";
import { applyFilter } from "./filters";
import { applyOperator } from "./operators";
import { chargeText } from "./value-work";

const { isOperatorToken, isPropertyAccessToken, isRangeToken } = TypeGuards;

const EXPRESSION_NS = 90;
const TOKEN_NS = 70;
const PROPERTY_NS = 90;
const RANGE_ITEM_NS = 15;

/**
 * What an expression with its filters comes to. It stands in for LiquidJS's own evaluation, which cannot be charged for,
 * and which takes several times as long because it makes a generator of each token.
 */
export function evaluate({ initial, filters }: Pick<Value, "initial" | "filters">, context: TemplateContext): unknown {
  context.work.charge(EXPRESSION_NS);
  let value = evaluateExpression(initial.postfix, context);
  for (const { name, args } of filters) {
    const values = args.map((arg) =>
      Array.isArray(arg) ? [arg[0], evaluateToken(arg[1], context)] : evaluateToken(arg, context),
    );
    value = applyFilter(context, name, value, values);
  }
  return value;
}

// In postfix notation: each operator comes after its operands.
function evaluateExpression(tokens: readonly Token[], context: TemplateContext): unknown {
  if (tokens.length === 1) return evaluateToken(tokens[0], context);
  const operands: unknown[] = [];
  for (const token of tokens) {
    if (isOperatorToken(token)) {
      const right = operands.pop();
      const left = token.operator === "not" ? undefined : operands.pop();
      operands.push(applyOperator(context, token.operator, left, right));
    } else {
      operands.push(evaluateToken(token, context));
    }
  }
  return operands[0];
}

/** What a single token comes to: a literal, a variable with its properties, or a range. */
export function evaluateToken(token: Token | undefined, context: TemplateContext): unknown {
  context.work.charge(TOKEN_NS);
  if (!token) return undefined;
  if ("content" in token) return token.content;
  if (isPropertyAccessToken(token)) {
    const { variable, props } = token;
    let value = variable ? evaluateToken(variable, context) : context.readVariable(evaluateName(props[0], context));
    for (let at = variable ? 0 : 1; at < props.length; at++) {
      value = context.readProperty(value, evaluateName(props[at], context));
    }
    return value;
  }
  if (isRangeToken(token)) return range(evaluateToken(token.lhs, context), evaluateToken(token.rhs, context), context);
  throw new Error(`nothing can be made of ${token.getText()}`);
}

function evaluateName(token: Token | undefined, context: TemplateContext): PropertyKey {
  context.work.charge(PROPERTY_NS);
  const name = toValue(evaluateToken(token, context));
  if (typeof name !== "object") return name as PropertyKey;
  chargeText(context.work, name);
  return String(name);
}

// By its length: from 2^53 on one more is the same number, and LiquidJS's own loop never comes to its end.
function range(low: unknown, high: unknown, { memoryLimit, work }: TemplateContext): number[] {
  const bounds = [toValue(low), toValue(high)];
  for (const bound of bounds) chargeText(work, bound);
  const [from = 0, to = 0] = bounds.map(Number);
  const length = Math.max(0, Math.ceil(to - from + 1) || 0);
  memoryLimit.use(length);
  work.charge(length * RANGE_ITEM_NS);
  const numbers: number[] = [];
  for (let index = 0; index < length; index++) numbers.push(from + index);
  return numbers;
}
