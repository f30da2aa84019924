"use client";

import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { acceptAsUserAction } from "@/lib/people/actions/account";

/** An invited person who is signed in joins with one click. */
export function JoinButton({ token, organizationName }: { token: string; organizationName: string }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function join() {
    setPending(true);
    const result = await acceptAsUserAction(token);
    if (result.ok) return location.assign("/settings/integrations/webhooks");
    setPending(false);
    setProblem(result.message);
  }

  return (
    <ActionForm
      problem={problem}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void join();
      }}
    >
      <SubmitButton pending={pending} fullWidth>
        Join {organizationName}
      </SubmitButton>
    </ActionForm>
  );
}
