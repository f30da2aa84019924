import Link from "next/link";
import { BodyView } from "@/components/ui/body-view";
import { HeaderList } from "@/components/ui/header-list";
import { Status } from "@/components/ui/status";
import type { TestResult } from "@/lib/deliveries/test-send";
import { spanInWords } from "@/lib/time";

/** What one test came to: the sentence first, then the response as it came. */
export function TestOutcome({ result }: { result: TestResult }) {
  const delivered = result.verdict === "delivered";
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-border p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Status tone={delivered ? "success" : "danger"} label={delivered ? "Delivered" : "Failed"} />
        <span className="font-mono text-dense">{result.status ?? result.errorClass}</span>
        <span className="text-dense text-muted tabular-nums">{spanInWords(result.durationMs)}</span>
        <Link
          href={`/settings/integrations/webhooks/deliveries/${result.deliveryId}`}
          className="text-link ms-auto text-dense"
        >
          See the whole delivery
        </Link>
      </div>
      <p>{result.explanation}</p>
      {result.headers && (
        <details>
          <summary className="cursor-pointer text-dense text-muted">Response headers</summary>
          <div className="pt-2">
            <HeaderList headers={result.headers} />
          </div>
        </details>
      )}
      {result.body !== null && result.status !== null && (
        <BodyView body={result.body} contentType={result.headers?.["content-type"]} />
      )}
    </div>
  );
}
