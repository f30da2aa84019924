"use client";

const SAME_DAY = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** A moment as the reader's clock shows it, "12:04:41"; with the day unless that is today. The exact time and zone on hover. */
export function ClockTime({ at }: { at: string }) {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date().toDateString();
  const shown = new Intl.DateTimeFormat("en-GB", isToday ? SAME_DAY : { ...SAME_DAY, day: "numeric", month: "short" });
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
  // The server does not know the reader's zone: the browser's text is the one that counts.
  return (
    <time dateTime={at} title={exact.format(time)} className="font-mono text-xs" suppressHydrationWarning>
      {shown.format(time)}
    </time>
  );
}
