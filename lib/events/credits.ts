import { z } from "zod";
import { moment } from "./data-fields";
import { defineEvent } from "./define-event";
import { countInWords, dayInWords, numberInWords } from "./words";

const balance = z.number("must be a number").describe("Credits that are left.");
const periodEnd = moment("When the billing period ends and credits are renewed.");

/** Credits: what the organization's agents spend. */
export const creditEvents = {
  "credits.low": defineEvent({
    type: "credits.low",
    title: "Credits low",
    description: "The organization's credit balance fell below its warning threshold.",
    stable: true,
    dataSchema: z.strictObject({
      balance,
      threshold: z.number("must be a number").describe("The balance below which the warning is given."),
      period_end: periodEnd,
    }),
    exampleData: { balance: 180, threshold: 200, period_end: "2026-12-01T00:00:00.000Z" },
    story: (data) => ({
      subject: { text: countInWords(data.balance, "credit") },
      sentence: `left, below the warning threshold of ${numberInWords(data.threshold)}.`,
      facts: [{ label: "Renewed on", value: dayInWords(data.period_end) }],
    }),
  }),
  "credits.exhausted": defineEvent({
    type: "credits.exhausted",
    title: "Credits exhausted",
    description: "The organization has no credits left; its agents wait.",
    stable: true,
    dataSchema: z.strictObject({ balance, period_end: periodEnd }),
    exampleData: { balance: 0, period_end: "2026-12-01T00:00:00.000Z" },
    story: (data) => ({
      subject: { text: "No credits" },
      sentence: "are left. Agents wait until credits are renewed or added.",
      facts: [
        { label: "Balance", value: numberInWords(data.balance) },
        { label: "Renewed on", value: dayInWords(data.period_end) },
      ],
    }),
  }),
};
