import Link from "next/link";
import type { ReactNode } from "react";
import { ApiRules } from "@/components/subscriptions/api-rules";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireViewer } from "@/lib/actions/viewer";
import { env } from "@/lib/env";
import { API_RATE_LIMIT } from "@/lib/http/rate-limit";
import { examplePublish } from "@/lib/keys/example-publish";
import { exampleCreate } from "@/lib/subscriptions/example-commands";

export const metadata = { title: "API" };

const TAKE_KEY = `export ATELYA_API_KEY="atl_replace_this_by_your_key"`;

export default async function ApiPage() {
  const { ctx, workspace } = await requireViewer();
  const mayManage = ctx.permissions.has("organization:manage");
  const example = { appUrl: env().APP_URL, workspaceId: workspace.id };
  const baseUrl = new URL("/api/v1", example.appUrl).href;
  return (
    <>
      <PageHeader
        title="API"
        description="Publish events and manage subscriptions from your own programs."
        action={<LinkButton href="/settings/developers/api-keys">API keys</LinkButton>}
      />
      <Section title="Base URL">
        <p className="flex items-center gap-2">
          <code className="font-mono text-dense break-all">{baseUrl}</code>
          <CopyButton value={baseUrl} />
        </p>
      </Section>
      <Section
        title="First requests"
        description={`Commands for a shell. They carry the id of ${workspace.name}, the workspace that you are in.`}
      >
        <ol className="flex flex-col gap-6">
          <Step number={1} title="Take a key" code={TAKE_KEY}>
            {mayManage ? "Create one under " : "Owners and admins create them under "}
            <TextLink href="/settings/developers/api-keys">API keys</TextLink>. It is shown once.
          </Step>
          <Step number={2} title="Publish an event" code={examplePublish(example)}>
            The key needs the scope <Code>events:write</Code>. The answer says how many destinations hear of the event:
            bridges of the workspace, and subscriptions.
          </Step>
          <Step number={3} title="Register a subscription" code={exampleCreate(example)}>
            The key needs the scope <Code>webhooks:write</Code>. The answer holds the signing secret, this once. See it
            work under <TextLink href="/settings/developers/subscriptions">Subscriptions</TextLink>.
          </Step>
        </ol>
      </Section>
      <Section title="Wherever you call">
        <ApiRules limit={API_RATE_LIMIT} />
      </Section>
      <Section title="Read on">
        <ul className="flex flex-col gap-2">
          <li>
            <TextLink href="/docs/api">API reference</TextLink>: every route with its schemas and answers.
          </li>
          <li>
            {/* No page of the app: nothing to fetch ahead. */}
            <a href="/api/v1/openapi.json" className="text-link">
              OpenAPI document
            </a>
            : the same for programs, to generate a client from.
          </li>
          <li>
            <TextLink href="/settings/developers/events">Event catalogue</TextLink>: what can happen, and the data of
            each event.
          </li>
          <li>
            <TextLink href="/docs/webhooks">Webhooks</TextLink>: delivery, retries, and how a receiver verifies.
          </li>
        </ul>
      </Section>
    </>
  );
}

type StepProps = { number: number; title: string; code: string; children: ReactNode };

function Step({ number, title, code, children }: StepProps) {
  return (
    <li>
      <h3 className="font-medium">
        {number}. {title}
      </h3>
      <p className="mb-2 max-w-2xl text-dense text-muted">{children}</p>
      <CodeBlock label={title} code={code} />
    </li>
  );
}

function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-link">
      {children}
    </Link>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs">{children}</code>;
}
