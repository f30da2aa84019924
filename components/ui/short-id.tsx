import { CopyButton } from "./copy-button";
import { shortenId } from "./shorten-id";

/** An id shortened in the middle, copied whole with one click. */
export function ShortId({ id }: { id: string }) {
  return (
    <span className="inline-flex items-center gap-0.5 font-mono text-dense">
      <span title={id}>{shortenId(id)}</span>
      <CopyButton value={id} />
    </span>
  );
}
