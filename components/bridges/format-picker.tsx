import type { FormatOption } from "@/lib/bridges/form-options";

type FormatPickerProps = {
  formats: readonly FormatOption[];
  value: string;
  onChange: (id: string) => void;
};

/** One card a target format: radio buttons underneath, so that arrow keys and screen readers know them. */
export function FormatPicker({ formats, value, onChange }: FormatPickerProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Target format</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {formats.map((format) => (
          <label
            key={format.id}
            className="relative flex flex-col gap-1 rounded-lg border border-border p-3 hover:border-border-control has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="format"
              value={format.id}
              checked={format.id === value}
              onChange={() => onChange(format.id)}
              aria-label={format.label}
              aria-describedby={`format-${format.id}`}
              className="absolute inset-0 cursor-pointer appearance-none rounded-lg outline-none"
            />
            <span className="font-medium">{format.label}</span>
            <span id={`format-${format.id}`} className="text-xs text-muted">
              {format.summary}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
