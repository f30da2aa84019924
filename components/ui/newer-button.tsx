import { Button } from "@heroui/react";
import { ArrowUp } from "lucide-react";

/** Brings in rows that wait. It floats over the list and not above it: it comes and goes without moving any. */
export function NewerButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <div className="pointer-events-none sticky top-16 z-4 flex h-0 justify-center frame:top-3">
      <Button size="sm" className="pointer-events-auto shadow-overlay" onPress={onPress}>
        <ArrowUp aria-hidden="true" />
        {label}
      </Button>
    </div>
  );
}
