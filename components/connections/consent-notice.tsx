import Link from "next/link";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { AccountView } from "@/lib/oauth/accounts";
import type { Notice } from "@/lib/oauth/notice";
import { bridgeHref } from "./account-item";

type ConsentNoticeProps = {
  notice: Notice;
  /** The account that was connected, where the reader may see it. */
  account: AccountView | undefined;
  canManage: boolean;
};

/** How the visit at the provider ended, above the accounts; and what to do next with a Slack account. */
export function ConsentNotice({ notice, account, canManage }: ConsentNoticeProps) {
  if (notice.kind !== "connected") {
    return (
      <Note tone={notice.kind === "failed" ? "danger" : "neutral"}>
        <p>{notice.text}</p>
      </Note>
    );
  }
  if (!account) return null;
  const { id, name, providerLabel, channel, missing } = account;
  return (
    <Note
      tone={missing.length > 0 ? "warning" : "success"}
      action={
        channel &&
        canManage && (
          <LinkButton href={bridgeHref(id)} size="sm">
            Make a bridge to {channel}
          </LinkButton>
        )
      }
    >
      <p className="font-medium wrap-anywhere">
        {name} is connected ({providerLabel}).
      </p>
      {missing.length > 0 && (
        <p>
          Not granted: {missing.join(" · ")}. What needs it will not work. Connect again and leave everything ticked.
        </p>
      )}
      {channel && canManage && <p>Next, pick the events that {channel} hears of.</p>}
    </Note>
  );
}

type NoteProps = { tone: "success" | "warning" | "danger" | "neutral"; children: ReactNode; action?: ReactNode };

function Note({ tone, children, action }: NoteProps) {
  return (
    <div className="mb-6">
      <Banner tone={tone}>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="min-w-0 flex-1 basis-64">{children}</div>
          <div className="flex flex-wrap items-center gap-3">
            {action}
            <Link href="/settings/integrations/connections" className="text-link">
              Dismiss
            </Link>
          </div>
        </div>
      </Banner>
    </div>
  );
}
