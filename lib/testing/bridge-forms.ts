import type { AppError } from "@/lib/errors";

// Forms as they are sent.
const SLACK_URL = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
export const zendesk = {
  name: "Helpdesk",
  format: "zendesk",
  url: "https://acme.zendesk.com",
  config: {},
  eventTypes: ["workroom.completed"],
};
export const slack = {
  name: "#deliverables",
  format: "slack",
  url: SLACK_URL,
  config: {},
  eventTypes: ["workroom.completed"],
};
export const custom = {
  name: "Own server",
  format: "custom",
  url: "https://example.com/hooks",
  config: { auth: "bearer", token: "tok-1234567890" },
  eventTypes: ["*"],
  signatureHeader: "X-Hub-Signature-256",
  signaturePrefix: "sha256=",
};

/** What a refused verb threw. */
export async function failure(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => Promise.reject(new Error("It should have been refused.")),
    (error: AppError) => error,
  );
}
