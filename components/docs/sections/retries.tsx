import { DocTable } from "@/components/docs/doc-table";
import { FAILED_DELIVERIES_MIN, FAILING_MS_MAX } from "@/lib/deliveries/send/health";
import { ATTEMPT_DELAYS_MS, ATTEMPTS_MAX, JITTER_SHARE, RETRY_AFTER_MS_MAX } from "@/lib/deliveries/send/schedule";
import { spanInWords } from "@/lib/time";

/** The schedule, what ends a delivery early, and when a bridge is disabled. */
export function Retries() {
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
          <code>Retry-After</code>, in seconds or as a date, moves the next attempt later, by up to{" "}
          {RETRY_AFTER_MS_MAX / 3_600_000} hours.
        </li>
        <li>An attempt has 15 seconds (a bridge may set 1 to 30), of which 5 are for connecting.</li>
        <li>Redirects are not followed. A 3xx counts as a failure, and the log says where it pointed.</li>
        <li>
          At least once: what we answered with 202 is delivered, whatever crashes. In a rare case an event arrives
          twice, with the same <code>webhook-id</code>.
        </li>
      </ul>
      <h3 id="permanent">What is not tried again</h3>
      <p>
        Some answers cannot get better by waiting: Slack’s <code>no_service</code>, a field that Salesforce does not
        have. Each <a href="#formats">format</a> knows its own. Such a delivery fails at once, and the log names the
        setting to mend. Press <em>Resend</em> after you did.
      </p>
      <h3 id="disabled">Disabled bridges</h3>
      <p>
        A receiver that answers <code>410 Gone</code> is disabled at once. One whose deliveries have all failed for{" "}
        {spanInWords(FAILING_MS_MAX)}, and at least {FAILED_DELIVERIES_MIN} of them, is disabled too.{" "}
        <code>webhook.disabled</code> is published then. After the mending, <em>Enable</em> on the bridge’s page starts
        it again.
      </p>
    </>
  );
}

function schedule() {
  let total = 0;
  return ATTEMPT_DELAYS_MS.map((delay, index) => {
    total += delay;
    const number = String(index + 1);
    return { key: number, cells: [number, index === 0 ? "at once" : spanInWords(delay), spanInWords(total)] };
  });
}
