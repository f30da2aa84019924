import { Banner } from "@/components/ui/banner";
import { CheckInput } from "@/components/ui/check-input";
import type { EventFamilyOption } from "@/lib/bridges/form-options";
import { EventFamily } from "./event-family";
import { hearsAll } from "./form-values";

type EventPickerProps = {
  families: readonly EventFamilyOption[];
  value: readonly string[];
  onChange: (eventTypes: string[]) => void;
  error: string | undefined;
};

/** Which events a bridge hears of: single ones by family, or all of them with a warning. */
export function EventPicker({ families, value, onChange, error }: EventPickerProps) {
  const all = hearsAll(value);

  function setSome(types: readonly string[], chosen: boolean) {
    const rest = value.filter((type) => !types.includes(type));
    onChange(chosen ? [...rest, ...types] : rest);
  }

  return (
    <fieldset
      id="eventTypes"
      className="min-w-0"
      tabIndex={-1}
      aria-invalid={Boolean(error)}
      aria-describedby={error ? "eventTypes-error" : undefined}
    >
      <legend className="sr-only">Events</legend>
      {error && (
        <p id="eventTypes-error" className="mb-3 text-xs text-danger">
          {error}
        </p>
      )}
      <div className="mb-3 flex flex-wrap gap-x-6 gap-y-2">
        <CheckInput kind="radio" name="scope" label="Chosen events" checked={!all} onChange={() => onChange([])} />
        <CheckInput kind="radio" name="scope" label="All events" checked={all} onChange={() => onChange(["*"])} />
      </div>
      {all ? (
        <Banner tone="warning">
          Every event of this workspace will be sent, those of types that are added later too. That is noise which is
          hard to triage: choose the few that someone acts on.
        </Banner>
      ) : (
        <div className="divide-y divide-separator rounded-lg border border-border">
          {families.map((family) => (
            <EventFamily key={family.id} family={family} value={value} onChange={setSome} />
          ))}
        </div>
      )}
    </fieldset>
  );
}
