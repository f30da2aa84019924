import { DocTable } from "@/components/docs/doc-table";
import { FAILED_DELIVERIES_MIN, FAILING_MS_MAX } from "@/lib/deliveries/send/health";
import { ATTEMPT_DELAYS_MS, ATTEMPTS_MAX, JITTER_SHARE, RETRY_AFTER_MS_MAX } from "@/lib/deliveries/send/schedule";
import { RATE_LIMIT_PER_SECOND_MAX } from "@/lib/destinations/rate-limit-schema";
import { BRIDGE_FORMAT_IDS, getFormat } from "@/lib/formats/registry";
import { spanInWords } from "@/lib/time";

type RetriesProps = {
  /** When a circuit breaker opens, and when its probes go. Spans are milliseconds. */
  breaker: { windowMs: number; attemptsMin: number; share: number; probeAfterMs: number; probeAfterMsMax: number };
};

/** The schedule, what makes a delivery wait, what ends it early, and when a bridge is disabled. */
export function Retries({ breaker }: RetriesProps) {
  return (
    <>
      <p>
        A 2xx answer is success; some formats ask for more (Slack: 200 with the body <code>ok</code>). Everything else
        is tried again, {ATTEMPTS_MAX} attempts in all:
      </p>
      <DocTable
        label="When attempts are made"
        head={["Attempt", "After the one before", "Since the first"]}
        rows={schedule()}
      />
      <ul>
        <li>
          Each wait is stretched or shortened by up to {JITTER_SHARE * 100} %, so that what failed together does not
          return together.
        </li>
        <li>
          <code>Retry-After</code>, in whole seconds or as a date, moves the next attempt later, by up to{" "}
          {RETRY_AFTER_MS_MAX / 3_600_000} hours.
        </li>
        <li>An attempt has 15 seconds (a bridge may set 1 to 30), of which 5 are for connecting.</li>
        <li>
          Redirects are not followed. A 3xx counts as a failure, and the log says where it pointed. So does{" "}
          <code>304</code>, which is no redirect: answer 200.
        </li>
        <li>
          At least once: what we answered with 202 is delivered, whatever crashes. In a rare case an event arrives
          twice, with the same <code>webhook-id</code>.
        </li>
      </ul>
      <h3 id="patience">Receivers that ask us to wait</h3>
      <p>
        An answer of <code>429</code> with <code>Retry-After</code> holds back everything for that receiver until then,
        and uses up no attempt of the schedule above. After that its deliveries are sent in their order, for a while at
        the pace that it was seen to accept. Its page says so, and the API has <code>held_until</code>.
      </p>
      <h3 id="rate-limits">Rate limits</h3>
      <p>
        A bridge may send at most so many requests a second: <em>More settings</em> in its form, or{" "}
        <code>rate_limit_per_second</code> of a subscription, 1 to {RATE_LIMIT_PER_SECOND_MAX}. The others wait for
        their turn and use up no attempt. Where a target says what it takes, a new bridge starts with that:{" "}
        {paces().join(", ")}.
      </p>
      <h3 id="breaker">When a receiver is down</h3>
      <p>
        The <strong>circuit breaker</strong> of a bridge opens when, of at least {breaker.attemptsMin} attempts within{" "}
        {spanInWords(breaker.windowMs)}, {breaker.share * 100} % or more fail as those to a dead host do: no connection,
        no answer in time, 5xx, 429. Nothing is sent while it is open; deliveries wait and use up no attempts.
      </p>
      <ul>
        <li>
          One delivery is sent as a probe after {spanInWords(breaker.probeAfterMs)}. Each probe that fails doubles the
          wait for the next, up to {spanInWords(breaker.probeAfterMsMax)}.
        </li>
        <li>
          The first one that arrives closes the breaker. What waited is sent little by little, so that a receiver that
          has just come back is not flooded.
        </li>
        <li>
          The bridge’s page and the list show it as <em>Down</em>, since when, why, and when the next probe goes;{" "}
          <em>Probe now</em> sends it at once, and the page says what came of it. In the API these are{" "}
          <code>circuit_breaker</code> and <code>POST /api/v1/webhooks/{"{id}"}/probe</code>.
        </li>
      </ul>
      <h3 id="permanent">What is not tried again</h3>
      <p>
        Some answers cannot get better by waiting: Slack’s <code>no_service</code>, a field that Salesforce does not
        have. Each <a href="#formats">format</a> knows its own. Such a delivery fails at once, and the log names the
        setting to fix. Press <em>Resend</em> once it is fixed.
      </p>
      <h3 id="disabled">Disabled bridges</h3>
      <p>
        A receiver that answers <code>410 Gone</code> is disabled at once. One whose deliveries have all failed for{" "}
        {spanInWords(FAILING_MS_MAX)}, and at least {FAILED_DELIVERIES_MIN} of them, is disabled too.{" "}
        <code>webhook.disabled</code> is published then. Fix the cause, then press <em>Enable</em> on the bridge’s page
        to start it again.
      </p>
    </>
  );
}

// "Slack 1", by the formats' own advice.
function paces(): string[] {
  return BRIDGE_FORMAT_IDS.map(getFormat).flatMap(({ label, pace }) => (pace ? [`${label} ${pace.perSecond}`] : []));
}

function schedule() {
  let total = 0;
  return ATTEMPT_DELAYS_MS.map((delay, index) => {
    total += delay;
    const number = String(index + 1);
    return { key: number, cells: [number, index === 0 ? "at once" : spanInWords(delay), spanInWords(total)] };
  });
}
