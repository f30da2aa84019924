"use client";

import { Banner } from "@/components/ui/banner";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { WhatsappNumbers } from "@/lib/connections/whatsapp/list";
import { LinkWhatsappButton } from "./whatsapp-form";
import { WhatsappTable } from "./whatsapp-table";

type WhatsappSectionProps = { workspaceId: string; whatsapp: WhatsappNumbers; mayManage: boolean };

/** WhatsApp on the Connections page: the numbers of the workspace, and what Meta is to be told. */
export function WhatsappSection({ workspaceId, whatsapp, mayManage }: WhatsappSectionProps) {
  const { configured, callbackUrl, numbers } = whatsapp;
  const mayLink = configured && mayManage;
  return (
    <Section
      title="WhatsApp"
      description="Messages to a linked number are published as integration.message_received."
      action={mayLink && numbers.length > 0 && <LinkWhatsappButton workspaceId={workspaceId} />}
    >
      <div className="flex flex-col gap-4">
        {!configured && (
          <Banner tone="neutral">
            WhatsApp is off. Whoever runs this installation turns it on by setting <code>WHATSAPP_APP_SECRET</code> (the
            Meta app’s secret) and <code>WHATSAPP_VERIFY_TOKEN</code> (a text of your own) and starting it again.
          </Banner>
        )}
        {numbers.length > 0 ? (
          <WhatsappTable numbers={numbers} mayManage={mayManage} />
        ) : (
          configured && (
            <EmptyState
              title="No number is linked"
              docsHref="/docs/webhooks#whatsapp"
              action={mayLink ? <LinkWhatsappButton workspaceId={workspaceId} /> : undefined}
            >
              <p>
                {mayManage
                  ? "Link the phone number ID that Meta shows under API setup. A number belongs to one workspace."
                  : "Owners and admins link numbers."}
              </p>
            </EmptyState>
          )
        )}
        {configured && <MetaSettings callbackUrl={callbackUrl} />}
      </div>
    </Section>
  );
}

function MetaSettings({ callbackUrl }: { callbackUrl: string }) {
  return (
    <div className="flex flex-col gap-2">
      <CodeBlock code={callbackUrl} label="Callback URL, for the Meta app’s webhook settings" />
      <p className="text-dense text-muted">
        The verify token there is the value of <code>WHATSAPP_VERIFY_TOKEN</code>, which whoever runs this installation
        has set. Subscribe to the field <code>messages</code>. One callback URL serves every number.
      </p>
    </div>
  );
}
