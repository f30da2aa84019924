import { Section } from "@/components/ui/section";
import type { ProviderView } from "@/lib/oauth/accounts";
import { ProviderCard } from "./provider-card";

/** Accounts at Slack, Google and Notion: a card a provider, with what is connected there. */
export function AccountsSection({ providers, canManage }: { providers: readonly ProviderView[]; canManage: boolean }) {
  return (
    <Section
      title="Accounts"
      description="Third-party accounts of this workspace. You consent at the provider, and can disconnect at any time."
    >
      <ul className="grid grid-cols-1 gap-3">
        {providers.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} canManage={canManage} />
        ))}
      </ul>
    </Section>
  );
}
