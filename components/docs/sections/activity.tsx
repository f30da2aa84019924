import { Figure } from "@/components/docs/figure";
import activityDark from "@/public/docs/activity-dark.png";
import activity from "@/public/docs/activity-light.png";
import deliveryDark from "@/public/docs/delivery-dark.png";
import delivery from "@/public/docs/delivery-light.png";

/** Reading the log and acting on a delivery. */
export function Activity() {
  return (
    <>
      <p>
        A bridge’s page opens with its activity; <em>Activity</em> in the menu has that of the whole workspace. Both are
        live, newest first, and can be narrowed by state, event type, bridge and time. Deliveries stay for 30 days.
      </p>
      <Figure
        light={activity}
        dark={activityDark}
        alt="The activity of a bridge: deliveries with their state, event type, answer and time"
        caption="A bridge’s activity."
      />
      <p>
        A delivery opens with what happened in one sentence, and with the remedy where we know it. Below are its
        attempts with the exact request and answer. Secrets are masked there.
      </p>
      <Figure
        light={delivery}
        dark={deliveryDark}
        alt="One delivery: a sentence that explains the failure, and the timeline of its attempts with request and response"
        caption="One delivery with its attempts."
      />
      <ul>
        <li>
          <strong>Retry now</strong> makes the waiting attempt at once. While the{" "}
          <a href="#breaker">receiver is down</a>, <strong>Probe now</strong> stands in its place; when it{" "}
          <a href="#patience">asked us to wait</a>, the delivery is sent by itself after that.
        </li>
        <li>
          <strong>Resend</strong> makes a new delivery of the same event, with the same <code>webhook-id</code>, and
          cancels what was still waiting of the old one.
        </li>
        <li>
          <strong>Cancel</strong> ends a delivery that is waiting.
        </li>
        <li>
          <strong>Copy as cURL</strong> gives the request for your terminal, without its secrets.
        </li>
      </ul>
    </>
  );
}
