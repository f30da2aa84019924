import { Button } from "@heroui/react";

type LoadMoreProps = { state: "idle" | "loading" | "failed"; onPress: () => void };

/** Below a list that has older rows. */
export function LoadMore({ state, onPress }: LoadMoreProps) {
  return (
    <div className="flex items-center justify-center gap-3">
      {state === "failed" && <span className="text-danger">The next page could not be loaded.</span>}
      <Button variant="outline" isPending={state === "loading"} onPress={onPress}>
        Load more
      </Button>
    </div>
  );
}
