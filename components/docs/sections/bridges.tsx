import { Figure } from "@/components/docs/figure";
import bridgeFormDark from "@/public/docs/bridge-form-dark.png";
import bridgeForm from "@/public/docs/bridge-form-light.png";
import bridgesDark from "@/public/docs/bridges-dark.png";
import bridges from "@/public/docs/bridges-light.png";

/** Setting up, changing, pausing and removing a bridge. */
export function Bridges() {
  return (
    <>
      <p>
        One page holds everything that a bridge needs, in the order in which you know it. Beside it stands the exact
        request that will be sent: method, URL, headers and body, for the event that you choose there.
      </p>
      <Figure
        light={bridgeForm}
        dark={bridgeFormDark}
        alt="The page Add webhook bridge: target formats, destination and events on the left, the live preview of the request on the right"
        caption="Setting up a bridge. The preview follows every keystroke."
      />
      <ol>
        <li>
          <strong>Target format.</strong> It decides the body’s shape, what counts as success and which errors are
          final. The <a href="#formats">six formats</a> are described below.
        </li>
        <li>
          <strong>Destination.</strong> The URL, and what the format asks for besides. Both are checked while you type:
          a Slack URL that is not one is refused, and you are shown what one looks like.
        </li>
        <li>
          <strong>Events.</strong> Pick the types that somebody will act on. <em>All events</em> is possible, but a
          channel that gets everything is soon a channel that nobody reads.
        </li>
      </ol>
      <p>
        <em>More settings</em> has what most bridges leave as it is: the time that an attempt may take, the{" "}
        <a href="#rate-limits">requests a second</a>, and a filter of workrooms.
      </p>
      <h3>Change, pause, remove</h3>
      <ul>
        <li>
          <strong>Edit.</strong> Secrets that you leave empty stay as they are. If somebody else saved the bridge while
          you were editing, you are told before anything of theirs is overwritten.
        </li>
        <li>
          <strong>Pause.</strong> A paused bridge makes no attempts. What was waiting goes out when you resume it;
          events that happen meanwhile are not delivered to it.
        </li>
        <li>
          <strong>Delete.</strong> Asks first, and can be undone for a few seconds after.
        </li>
        <li>
          <strong>Down.</strong> The receiver does not answer, or only with errors: its deliveries wait until a probe
          arrives. See <a href="#breaker">When a receiver is down</a>.
        </li>
        <li>
          <strong>Disabled.</strong> We stop a bridge by ourselves when its receiver says that it is gone, or has failed
          for days: see <a href="#disabled">Disabled bridges</a>. Its page says why, and how to bring it back.
        </li>
      </ul>
      <Figure
        light={bridges}
        dark={bridgesDark}
        alt="The list of bridges with their formats, hosts, events, health and state"
        caption="All bridges of a workspace with the health of their last 24 hours."
      />
    </>
  );
}
