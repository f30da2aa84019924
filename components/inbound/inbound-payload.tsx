"use client";

import { Button } from "@heroui/react";
import { useState } from "react";
import { BodyView } from "@/components/ui/body-view";
import { Section } from "@/components/ui/section";
import { toast } from "@/components/ui/toast";
import { revealInboundAction } from "@/lib/inbound/actions";

type InboundPayloadProps = { inboundId: string; masked: string; mayManage: boolean };

/** What was sent, personal data masked until an admin asks for it; each time is recorded. */
export function InboundPayload({ inboundId, masked, mayManage }: InboundPayloadProps) {
  const [whole, setWhole] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function reveal() {
    setPending(true);
    try {
      const result = await revealInboundAction(inboundId);
      if (result.ok) setWhole(result.data);
      else toast.failure(result.message);
    } catch {
      toast.failure("The server did not answer.", "Try again in a moment.");
    } finally {
      setPending(false);
    }
  }

  const description =
    whole === null
      ? "Names, numbers, addresses and texts are masked."
      : "With personal data. That you looked is on the audit log.";
  return (
    <Section
      title="Payload"
      description={mayManage ? description : `${description} Owners and admins can show them.`}
      action={
        mayManage &&
        (whole === null ? (
          <Button size="sm" variant="outline" isPending={pending} onPress={reveal}>
            Show personal data
          </Button>
        ) : (
          <Button size="sm" variant="outline" onPress={() => setWhole(null)}>
            Mask again
          </Button>
        ))
      }
    >
      <BodyView body={whole ?? masked} contentType="application/json" label="What was sent" />
    </Section>
  );
}
