import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DocSection } from "@/components/docs/doc-section";
import { Activity } from "@/components/docs/sections/activity";
import { type ApiGroup, ApiReference } from "@/components/docs/sections/api-reference";
import { Billing } from "@/components/docs/sections/billing";
import { Bridges } from "@/components/docs/sections/bridges";
import { Connections } from "@/components/docs/sections/connections";
import { CustomTemplate } from "@/components/docs/sections/custom-template";
import { Errors, type ProblemKind } from "@/components/docs/sections/errors";
import { Events } from "@/components/docs/sections/events";
import { Formats } from "@/components/docs/sections/formats";
import { Inbound } from "@/components/docs/sections/inbound";
import { Mcp } from "@/components/docs/sections/mcp";
import { Overview } from "@/components/docs/sections/overview";
import { Publishing } from "@/components/docs/sections/publishing";
import { QuickStart } from "@/components/docs/sections/quick-start";
import { Request } from "@/components/docs/sections/request";
import { Retries } from "@/components/docs/sections/retries";
import { Security } from "@/components/docs/sections/security";
import { SelfHosting } from "@/components/docs/sections/self-hosting";
import { Signing } from "@/components/docs/sections/signing";
import { Whatsapp } from "@/components/docs/sections/whatsapp";
import { TableOfContents } from "@/components/docs/table-of-contents";
import { STRIPE_API_VERSION } from "@/lib/billing/stripe-client";
import { mcpExamples } from "@/lib/connections/mcp/examples";
import {
  BREAKER_ATTEMPTS_MIN,
  BREAKER_SHARE,
  BREAKER_WINDOW_MS,
  PROBE_AFTER_MS,
  PROBE_AFTER_MS_MAX,
} from "@/lib/destinations/breaker";
import { type Operation, TAGS } from "@/lib/http/operation";
import { operations } from "@/lib/http/operations";
import { PROBLEM_KINDS, problemType } from "@/lib/http/problem";
import { stripeReceiver } from "@/lib/inbound/stripe/receiver";

export const metadata: Metadata = {
  title: "Webhooks documentation",
  description: "Set up a bridge, verify its signatures, and see what happened to every delivery.",
};

// What an unexpected error answers; it has no code of its own inside.
const INTERNAL = { code: "internal", status: 500, title: "Something went wrong on our side" } as const;

const MCP_ENDPOINT = "https://your-host/api/inbound/mcp/con_…";

const BREAKER = {
  windowMs: BREAKER_WINDOW_MS,
  attemptsMin: BREAKER_ATTEMPTS_MIN,
  share: BREAKER_SHARE,
  probeAfterMs: PROBE_AFTER_MS,
  probeAfterMsMax: PROBE_AFTER_MS_MAX,
};

const CHAPTERS: readonly { id: string; title: string; content: ReactNode }[] = [
  { id: "overview", title: "Overview", content: <Overview /> },
  { id: "quick-start", title: "Quick start", content: <QuickStart /> },
  { id: "bridges", title: "Set up a bridge", content: <Bridges /> },
  { id: "formats", title: "Target formats", content: <Formats /> },
  { id: "custom-template", title: "Custom templates", content: <CustomTemplate /> },
  { id: "request", title: "What arrives", content: <Request /> },
  { id: "signing", title: "Verify signatures", content: <Signing /> },
  { id: "retries", title: "Retries and failures", content: <Retries breaker={BREAKER} /> },
  { id: "activity", title: "The activity log", content: <Activity /> },
  { id: "connections", title: "Connections", content: <Connections /> },
  { id: "events", title: "Event catalogue", content: <Events /> },
  { id: "inbound", title: "What comes in", content: <Inbound /> },
  { id: "whatsapp", title: "WhatsApp", content: <Whatsapp /> },
  { id: "mcp", title: "MCP servers", content: <Mcp examples={mcpExamples(MCP_ENDPOINT)} /> },
  { id: "publishing", title: "Publish by API", content: <Publishing /> },
  { id: "billing", title: "Billing and credits", content: <Billing {...billingFacts()} /> },
  { id: "api", title: "API reference", content: <ApiReference groups={apiGroups()} /> },
  { id: "errors", title: "Errors", content: <Errors kinds={problemKinds()} /> },
  { id: "security", title: "Security", content: <Security /> },
  { id: "self-hosting", title: "Run it yourself", content: <SelfHosting /> },
];

export default function WebhooksDocs() {
  return (
    <div className="mx-auto max-w-[75rem] px-4 py-8 sm:px-8 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-12 lg:py-12">
      <TableOfContents entries={CHAPTERS.map(({ id, title }) => ({ id, title }))} />
      <main id="content" className="docs min-w-0">
        <h1>Webhooks</h1>
        <p className="lead">
          Signed events for the tools your team already uses: delivered, tried again when they fail, and explained when
          they do not get through.
        </p>
        {CHAPTERS.map(({ id, title, content }) => (
          <DocSection key={id} id={id} title={title}>
            {content}
          </DocSection>
        ))}
      </main>
    </div>
  );
}

function billingFacts() {
  const stripeEvents = Object.keys(stripeReceiver.on);
  return { stripeEvents, apiVersion: STRIPE_API_VERSION, endpoint: "https://your-host/api/inbound/stripe" };
}

function problemKinds(): ProblemKind[] {
  const expected = Object.entries(PROBLEM_KINDS) as [keyof typeof PROBLEM_KINDS, { status: number; title: string }][];
  const kinds = [...expected.map(([code, kind]) => ({ code, ...kind })), INTERNAL];
  return kinds.map((kind) => ({ ...kind, anchor: new URL(problemType(kind.code), "http://docs").hash.slice(1) }));
}

function apiGroups(): ApiGroup[] {
  return Object.entries(TAGS).map(([id, description]) => ({
    id,
    description,
    lines: operations.filter((operation) => operation.tag === id).map(apiLine),
  }));
}

function apiLine({ method, path, summary, scope }: Operation) {
  return { method: method.toUpperCase(), path, summary, scope: scope ?? "any key" };
}
