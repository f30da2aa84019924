"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { BodyView } from "@/components/ui/body-view";
import { HeaderList } from "@/components/ui/header-list";

type AttemptMessageProps = {
  title: "Request" | "Response";
  attemptNumber: number;
  /** Its first line: method and address, or the status. */
  line: string;
  /** Null when there was none. */
  headers: Record<string, string> | null;
  body: string | null;
  /** What is not shown of the body, or null. */
  note: string | null;
  isOpenAtFirst?: boolean;
};

/** A request or a response: one line that unfolds into headers and body. */
export function AttemptMessage({
  title,
  attemptNumber,
  line,
  headers,
  body,
  note,
  isOpenAtFirst = false,
}: AttemptMessageProps) {
  const [open, setOpen] = useState(isOpenAtFirst);
  if (headers === null && body === null) {
    return (
      <p className="ps-5 text-dense">
        <span className="font-medium">{title}</span> <span className="text-muted">{line}</span>
      </p>
    );
  }
  return (
    <details open={open} onToggle={(toggle) => setOpen(toggle.currentTarget.open)} className="group/message">
      <summary className="flex cursor-pointer list-none items-baseline gap-2 rounded-md py-1 text-dense">
        <ChevronRight
          aria-hidden="true"
          className="size-3 shrink-0 self-center text-muted group-open/message:rotate-90"
        />
        <span className="font-medium">{title}</span>
        <span className="min-w-0 font-mono text-xs break-all text-muted">{line}</span>
      </summary>
      {open && (
        <div className="mt-2 flex flex-col gap-3 sm:ps-5">
          {headers && <HeaderList headers={headers} />}
          {body !== null && (
            <BodyView
              body={body}
              contentType={contentType(headers)}
              label={`${title} body of attempt ${attemptNumber}`}
            />
          )}
          {note && <p className="text-xs text-muted">{note}</p>}
        </div>
      )}
    </details>
  );
}

function contentType(headers: Record<string, string> | null): string | undefined {
  return Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "content-type")?.[1];
}
