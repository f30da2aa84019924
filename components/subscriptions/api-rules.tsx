import { Fragment, type ReactNode } from "react";

type ApiRulesProps = { limit: { requests: number; windowSeconds: number } };

/** What every route of the API has in common. */
export function ApiRules({ limit }: ApiRulesProps) {
  const rules: [string, ReactNode][] = [
    [
      "Who asks",
      <>
        <Code>Authorization: Bearer</Code> and a key of yours. It has scopes, and may be restricted to workspaces.
      </>,
    ],
    [
      "Lists",
      <>
        <Code>{'{ "data": […], "next_cursor" }'}</Code>. Pass <Code>cursor</Code> and <Code>limit</Code> for more.
      </>,
    ],
    [
      "Repeats",
      <>
        Give a POST an <Code>Idempotency-Key</Code>: asked again within 24 hours, it answers as it did at first and does
        nothing twice.
      </>,
    ],
    [
      "Errors",
      <>
        <Code>application/problem+json</Code>, with the fields at fault in <Code>errors</Code> and a{" "}
        <Code>request_id</Code> to quote.
      </>,
    ],
    [
      "Rate",
      <>
        {limit.requests} requests a key in {limit.windowSeconds} s. <Code>RateLimit-*</Code> headers say what is left;
        beyond it comes 429 with <Code>Retry-After</Code>.
      </>,
    ],
  ];
  return (
    <dl className="grid max-w-3xl gap-x-6 gap-y-2 sm:grid-cols-[6rem_minmax(0,1fr)]">
      {rules.map(([term, rule]) => (
        <Fragment key={term}>
          <dt className="text-dense text-muted">{term}</dt>
          <dd className="min-w-0 break-words max-sm:mb-2">{rule}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs whitespace-nowrap">{children}</code>;
}
