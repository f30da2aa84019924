import { Button } from "@heroui/react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { ListSketch } from "@/components/ui/list-sketch";
import type { LogScope } from "@/lib/deliveries/log/read-page";
import { destinationKind } from "./destination-place";

type LogEmptyProps = { filtered: boolean; scope: LogScope; onClear: () => void };

/** In place of rows: another word where filters left none than where nothing was ever sent. */
export function LogEmpty({ filtered, scope, onClear }: LogEmptyProps) {
  if (filtered) {
    return (
      <EmptyState
        title="No delivery matches these filters"
        action={
          <Button variant="outline" onPress={onClear}>
            Clear filters
          </Button>
        }
      >
        <p>Activity is kept for 30 days. Choose a longer time or another status to see more of it.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing was sent yet"
      picture={<ListSketch rows={SKETCH} />}
      docsHref="/docs/webhooks"
      action={
        scope.destinationId ? undefined : (
          <LinkButton href="/settings/integrations/webhooks">Go to your webhook bridges</LinkButton>
        )
      }
    >
      <p>
        {scope.destinationId
          ? `Every event that this ${destinationKind(scope.destinationId)} hears of shows here, with each attempt, the exact bytes sent and what was answered. Send a test event to see the first one.`
          : "Every event that a bridge or a subscription hears of shows here, with each attempt, the exact bytes sent and what was answered. Add a bridge and send it a test event to see the first one."}
      </p>
    </EmptyState>
  );
}

const SKETCH = [
  { tone: "success", width: "w-24" },
  { tone: "warning", width: "w-32" },
  { tone: "success", width: "w-20" },
] as const;
