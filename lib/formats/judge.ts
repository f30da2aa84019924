import type { ResponseFacts, Verdict } from "./format";

/** What a target's error code means and what to do about it, in plain words that go on from "Slack answered 404 no_service: ". */
export type PermanentErrors = Readonly<Record<string, string>>;

export type Judgement = {
  /** The target's name at the head of the sentence. */
  target: string;
  /** The sentence for a delivery that arrived. */
  delivered: string;
  permanent: PermanentErrors;
  /** Codes that the answer names, the most telling first. The status counts as one more. */
  codes?: readonly string[];
  /** What the target itself says is wrong. */
  said?: string | undefined;
  /** A 2xx that is none: why. */
  refusal?: string | undefined;
  /** Remedies for statuses that are retried, over the general ones. */
  hints?: Readonly<Record<number, string>>;
};

/** What a receiver without codes of its own can say for good. */
export const GONE: PermanentErrors = {
  410: "it is gone for good, so it was disabled. Enable it once it takes events again.",
};

const SAID_LENGTH_MAX = 300;

const HINTS: Readonly<Record<number, string>> = {
  400: "it could not read the request. Check the settings of this bridge against what the target expects.",
  401: "it refuses the credentials. They may have expired; put in new ones.",
  403: "the credentials lack the permission. Give the account access, or put in another one.",
  404: "there is nothing at this URL. Check it for typing errors.",
  405: "this URL does not take the method. Check the URL and the method.",
  408: "it waited too long for the request.",
  413: "the request is too large for it.",
  415: "it does not take this content type.",
  429: "it asks to slow down.",
};

/** What an answer means: 2xx is delivered unless refused, what the table names is permanent, all else is tried again. */
export function judge(response: ResponseFacts, rules: Judgement): Verdict {
  const { status } = response;
  const success = status >= 200 && status < 300;
  if (success && rules.refusal === undefined) return { kind: "delivered", explanation: rules.delivered };
  const code = rules.codes?.[0];
  const answered = `${rules.target} answered ${status}${code ? ` ${code}` : ""}`;
  const said = rules.said ? ` It says: “${shorten(rules.said)}”` : "";
  const named = isTransient(status) ? undefined : findPermanent(rules, status);
  if (named) {
    const verdict = {
      kind: "permanent",
      code: named.code,
      explanation: `${answered}: ${named.remedy}${said}`,
    } as const;
    return status === 410 ? { ...verdict, disables: true } : verdict;
  }
  const hint = success ? rules.refusal : (rules.hints?.[status] ?? HINTS[status] ?? generalHint(status));
  return { kind: "retry", explanation: `${answered}: ${hint}${said}`, ...(code ? { code } : {}) };
}

// These say nothing about the request itself, whatever the body adds. A 401 may be over with a fresh token.
function isTransient(status: number): boolean {
  return status === 401 || status === 429 || status >= 500;
}

function findPermanent(rules: Judgement, status: number): { code: string; remedy: string } | undefined {
  for (const code of [...(rules.codes ?? []), String(status)]) {
    const remedy = Object.hasOwn(rules.permanent, code) ? rules.permanent[code] : undefined;
    if (remedy !== undefined) return { code, remedy };
  }
  return undefined;
}

function generalHint(status: number): string {
  return status >= 500 ? "it has trouble of its own." : "it did not take the event.";
}

function shorten(text: string): string {
  const line = [...text.replace(/\s+/g, " ").trim()];
  return line.length > SAID_LENGTH_MAX ? `${line.slice(0, SAID_LENGTH_MAX - 1).join("")}…` : line.join("");
}

/** A body's JSON, or undefined when it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A value's own member, or undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The value when it is a text that says something. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
