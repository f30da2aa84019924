"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { endSessionAction } from "@/lib/people/actions/account";
import { browserWords } from "./browser-words";

type SessionRowProps = {
  session: { id: string; updatedAt: Date; ipAddress: string | null; userAgent: string | null };
  isCurrent: boolean;
};

export function SessionRow({ session, isCurrent }: SessionRowProps) {
  const router = useRouter();

  async function end() {
    const result = await endSessionAction(session.id);
    if (!result.ok) return toast.failure(result.message);
    toast.success("Session ended");
    router.refresh();
  }

  return (
    <tr>
      <td title={session.userAgent ?? undefined}>
        {browserWords(session.userAgent)}
        {isCurrent && <span className="text-muted"> (this one)</span>}
      </td>
      <td className="text-muted">{session.ipAddress || "Unknown"}</td>
      <td className="whitespace-nowrap text-muted">
        <RelativeTime at={session.updatedAt} />
      </td>
      <td className="text-end">
        {!isCurrent && (
          <Button variant="ghost" size="sm" onPress={end}>
            Sign out
          </Button>
        )}
      </td>
    </tr>
  );
}
