"use client";

import { Drawer } from "@heroui/react";
import { type ReactNode, useState } from "react";
import { ShortId } from "./short-id";

type SideSheetProps = {
  /** What kind of thing it shows. */
  title: string;
  /** The thing; null closes the sheet. */
  openId: string | null;
  close: () => void;
  children: (id: string) => ReactNode;
};

/** One thing of a list, over the list. Escape, the backdrop, the cross and the browser's Back button close it. */
export function SideSheet({ title, openId, close, children }: SideSheetProps) {
  // While the sheet slides out it still shows what it showed.
  const [shown, setShown] = useState(openId);
  if (openId !== null && openId !== shown) setShown(openId);
  return (
    <Drawer.Backdrop isOpen={openId !== null} onOpenChange={(open) => !open && close()}>
      <Drawer.Content placement="right">
        <Drawer.Dialog className="w-full! max-w-[47rem]! gap-0 p-0!">
          <Drawer.Header className="flex min-h-14 flex-row items-center gap-2 border-b border-separator px-4 sm:px-6">
            <Drawer.Heading className="font-semibold">{title}</Drawer.Heading>
            {shown && <ShortId id={shown} />}
            <Drawer.CloseTrigger className="static! ms-auto" />
          </Drawer.Header>
          <Drawer.Body className="scrollbar m-0 flex-1 overflow-y-auto p-4 text-foreground sm:p-6">
            {shown && children(shown)}
          </Drawer.Body>
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}
