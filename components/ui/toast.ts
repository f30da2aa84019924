import { toast as show } from "@heroui/react";

const UNDO_MS = 8_000;
const FAILURE_MS = 10_000;

/** Short notes at the corner of the page. Call from client components. */
export const toast = {
  /** Something was done: "Bridge saved". */
  success(message: string, description?: string): void {
    show.success(message, { description });
  },
  /** Something failed and there is no field to say it at. */
  failure(message: string, description?: string): void {
    show.danger(message, { description, timeout: FAILURE_MS });
  },
  /** Something was done that can be taken back for 8 seconds. */
  undo(message: string, onUndo: () => void): void {
    const id = show(message, {
      timeout: UNDO_MS,
      actionProps: {
        children: "Undo",
        variant: "outline",
        size: "sm",
        onPress: () => {
          show.close(id);
          onUndo();
        },
      },
    });
  },
};
