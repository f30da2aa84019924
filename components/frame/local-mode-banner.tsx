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
      <Banner tone="neutral">
        <div className="flex items-center justify-between gap-3">
          <p>
            Local mode: webhooks may send to this machine. Set <code>APP_URL</code> to your public address to turn it
            off.
          </p>
          <button
            type="button"
            onClick={note}
            aria-label="Dismiss"
            className="-my-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-foreground"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      </Banner>
    </div>
  );
}
