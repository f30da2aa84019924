"use client";

import { Button } from "@heroui/react";

/** In place of a page that failed. The digest is what the server's log has. */
export function ErrorScreen({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-start gap-3 px-4 py-24">
      <h1 className="text-xl font-semibold">This page could not be shown</h1>
      <p className="text-muted">
        Something went wrong on our side. Nothing that you saved is lost.
        {error.digest && (
          <>
            {" "}
            Reference: <code className="font-mono text-dense">{error.digest}</code>
          </>
        )}
      </p>
      <Button onPress={reset}>Try again</Button>
    </div>
  );
}
