"use client";

import { ErrorScreen } from "@/components/frame/error-screen";

export default function SettingsError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorScreen error={error} reset={reset} />;
}
