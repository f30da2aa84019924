"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { LOCAL_MODE_NOTED_COOKIE } from "./local-mode-noted";

/** Local mode lets bridges send to this machine. Said once a browser session: the server leaves it out once it was noted, so that nothing moves. */
export function LocalModeBanner() {
  const [noted, setNoted] = useState(false);
  if (noted) return null;

  async function note() {
    setNoted(true);
    await cookieStore.set({ name: LOCAL_MODE_NOTED_COOKIE, value: "yes", path: "/", sameSite: "lax" });
  }

  return (
    <div className="mb-4">
      <Banner tone="info">
        <div className="flex items-start justify-between gap-3">
          <p>
            Local mode: this app is served at localhost, so bridges may send to <code>http://localhost</code> and{" "}
            <code>127.0.0.1</code>. Set <code>APP_URL</code> to your public address to turn this off.
          </p>
          <button
            type="button"
            onClick={note}
            aria-label="Dismiss"
            className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-foreground"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      </Banner>
    </div>
  );
}
