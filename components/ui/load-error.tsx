"use client";

import { Button } from "@heroui/react";

/** In place of a list that could not be loaded. */
export function LoadError({ onRetry }: { onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-border px-4 py-3"
    >
      <p>This could not be loaded. Your data is safe; the connection or the server is not answering.</p>
      <Button variant="outline" size="sm" onPress={onRetry}>
        Try again
      </Button>
    </div>
  );
}
