"use client";

import { Button, Drawer } from "@heroui/react";
import { Menu } from "lucide-react";
import { type ReactNode, useState } from "react";
import { SidebarNav } from "./sidebar-nav";

/** The sidebar under 900 px: a bar on top with a button that opens it as a drawer. */
export function NavDrawer({ header, footer }: { header: ReactNode; footer: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Drawer isOpen={open} onOpenChange={setOpen}>
      <Button variant="ghost" isIconOnly aria-label="Open navigation">
        <Menu aria-hidden="true" />
      </Button>
      <Drawer.Backdrop>
        <Drawer.Content placement="left">
          <Drawer.Dialog aria-label="Navigation" className="flex w-72 max-w-[85vw] flex-col gap-4 rounded-none p-3">
            {header}
            <div className="scrollbar min-h-0 flex-1 overflow-y-auto">
              <SidebarNav onNavigate={() => setOpen(false)} />
            </div>
            {footer}
          </Drawer.Dialog>
        </Drawer.Content>
      </Drawer.Backdrop>
    </Drawer>
  );
}
