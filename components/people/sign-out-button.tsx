"use client";

import { Button } from "@heroui/react";
import { signOutAction } from "@/lib/people/actions/account";

/** Ends the session, and loads `next` anew so that nothing of it stays in the browser's memory. */
export function SignOutButton({ next = "/sign-in" }: { next?: string }) {
  async function leave() {
    await signOutAction();
    location.assign(next);
  }
  return (
    <Button variant="outline" fullWidth onPress={leave}>
      Sign out
    </Button>
  );
}
