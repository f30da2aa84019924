"use client";

import { Dropdown, Label } from "@heroui/react";
import { LogOut, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ActionResult } from "@/lib/actions/result";

type UserMenuProps = {
  user: { name: string; email: string };
  role: string;
  signOut: () => Promise<ActionResult<unknown>>;
};

export function UserMenu({ user, role, signOut }: UserMenuProps) {
  const router = useRouter();

  async function choose(key: string) {
    if (key === "account") return router.push("/settings/organization/account");
    await signOut();
    // A full load: nothing of the session may stay in the browser's memory.
    location.assign("/sign-in");
  }

  return (
    <Dropdown>
      <Dropdown.Trigger
        aria-label={`Signed in as ${user.email}. Account menu`}
        className="min-w-0 flex-1 rounded-md px-2 py-1 text-start hover:bg-default"
      >
        <span className="block truncate leading-4 font-medium">{user.name}</span>
        <span className="block truncate text-xs leading-4 text-muted">
          {role} · {user.email}
        </span>
      </Dropdown.Trigger>
      <Dropdown.Popover placement="top start" className="min-w-48">
        <Dropdown.Menu aria-label="Account" onAction={(key) => choose(String(key))}>
          <Dropdown.Item id="account" textValue="Account">
            <UserRound aria-hidden="true" className="size-4 text-muted" />
            <Label>Account</Label>
          </Dropdown.Item>
          <Dropdown.Item id="sign-out" textValue="Sign out">
            <LogOut aria-hidden="true" className="size-4 text-muted" />
            <Label>Sign out</Label>
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
