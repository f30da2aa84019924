"use client";

import { ErrorScreen } from "@/components/frame/error-screen";

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <ErrorScreen error={error} reset={reset} />
    </main>
  );
}
