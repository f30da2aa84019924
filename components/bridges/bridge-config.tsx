import { Fragment, type ReactNode } from "react";
import type { FormatOption } from "@/lib/bridges/form-options";
import type { BridgeDetail } from "@/lib/bridges/view";
import { SECOND_MS } from "@/lib/time";
import { hearsAll, shownFields } from "./form-values";

type BridgeConfigProps = { bridge: BridgeDetail; format: FormatOption };

/** A bridge's settings, for reading. Secrets say only that they are there. */
export function BridgeConfig({ bridge, format }: BridgeConfigProps) {
  const rows: [string, ReactNode][] = [
    ["Target format", bridge.formatLabel],
    [format.url.label, <Mono key="url">{bridge.urlMasked}</Mono>],
    ...shownFields(format, bridge.config).flatMap((field): [string, ReactNode][] => {
      if (field.meta.secret)
        return bridge.storedSecrets.includes(field.name) ? [[field.meta.label, "Stored, sealed"]] : [];
      const value = bridge.config[field.name];
      if (isEmpty(value)) return [];
      const option = field.meta.options?.find((each) => each.value === value);
      return [[field.meta.label, option ? option.label : <Value key={field.name} value={value} />]];
    }),
    ["Events", hearsAll(bridge.eventTypes) ? "All events" : <List key="events" texts={bridge.eventTypes} />],
    ...(bridge.workroomIds.length > 0
      ? [["Only these workrooms", <List key="rooms" texts={bridge.workroomIds} />] as [string, ReactNode]]
      : []),
    ["Timeout", `${bridge.timeoutMs / SECOND_MS} s`],
    [
      "Rate limit",
      bridge.rateLimitPerSecond === null ? "None" : `${bridge.rateLimitPerSecond} a second; the others wait`,
    ],
  ];
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt className="text-dense text-muted">{label}</dt>
          <dd className="min-w-0 max-sm:mb-2">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string" && value.includes("\n")) {
    return (
      <pre className="scrollbar max-h-64 overflow-auto rounded-lg bg-surface-secondary p-3 font-mono text-xs">
        {value}
      </pre>
    );
  }
  if (Array.isArray(value)) return <List texts={value.map(rowText)} />;
  return <Mono>{String(value)}</Mono>;
}

// A row of a mapping or a header: its two texts.
function rowText(row: unknown): string {
  return typeof row === "object" && row !== null ? Object.values(row).join(": ") : String(row);
}

function List({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>
          <Mono>{text}</Mono>
        </li>
      ))}
    </ul>
  );
}

function Mono({ children }: { children: string }) {
  return <span className="font-mono text-dense break-all">{children}</span>;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
