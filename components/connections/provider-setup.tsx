import { CodeBlock } from "@/components/ui/code-block";
import type { ProviderView } from "@/lib/oauth/accounts";

/** What turns a provider on that is off: two variables, and the address to register there. */
export function ProviderSetup({ provider }: { provider: ProviderView }) {
  const { label, variables, redirectUri } = provider;
  return (
    <div className="flex flex-col gap-3 border-t border-separator px-4 py-3 text-dense">
      <p className="text-muted">
        Off. Whoever runs AtelyaOS turns it on: make an app at {label}, set{" "}
        {variables.map((variable, index) => (
          <span key={variable}>
            {index > 0 && " and "}
            <code className="font-mono text-xs break-all text-foreground">{variable}</code>
          </span>
        ))}
        , and start again.
      </p>
      {redirectUri && <CodeBlock label={`Redirect URI to register at ${label}`} code={redirectUri} />}
    </div>
  );
}
