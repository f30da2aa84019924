import type { Tone } from "./tone";
import { ToneShape } from "./tone-shape";

/** A picture of a list that is still empty: what its rows will look like. */
export function ListSketch({ rows }: { rows: readonly { tone: Tone; width: string }[] }) {
  return (
    <div className="flex w-56 flex-col gap-2 rounded-lg border border-border p-3">
      {rows.map(({ tone, width }) => (
        <div key={width} className="flex items-center gap-2">
          <ToneShape tone={tone} />
          <span className={`h-1.5 rounded-full bg-default ${width}`} />
          <span className="ms-auto h-1.5 w-8 rounded-full bg-default" />
        </div>
      ))}
    </div>
  );
}
