/** What a colour means, and nothing else: delivered, retrying or paused, failed or disabled, pending or cancelled, test. */
export type Tone = "success" | "warning" | "danger" | "neutral" | "info";

export const TONE_TEXT: Record<Tone, string> = {
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  neutral: "text-muted",
  info: "text-info",
};

export const TONE_SOFT: Record<Tone, string> = {
  success: "bg-success-soft",
  warning: "bg-warning-soft",
  danger: "bg-danger-soft",
  neutral: "bg-default",
  info: "bg-info-soft",
};
