import { CopyButton } from "./copy-button";

/** A secret that is shown this once, with its button to copy. */
export function SecretOnce({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex items-center gap-2 rounded-lg border border-border bg-surface-secondary p-2 ps-3">
      <output aria-label={label} className="min-w-0 flex-1 font-mono text-xs leading-5 break-all select-all">
        {value}
      </output>
      <CopyButton value={value} label="Copy" />
    </div>
  );
}
