/** What this is and the words that the rest uses. */
export function Overview() {
  return (
    <>
      <p>
        When something happens in AtelyaOS (a workroom is done, a deliverable approved, credits run low), it is
        published once as an <strong>event</strong>. Every <strong>bridge</strong> that listens for that type of event
        gets a <strong>delivery</strong>: a signed HTTP request, shaped for the tool at its other end. If the tool does
        not take it, the delivery makes further <strong>attempts</strong> over two days, and each of them is on record.
      </p>
      <ul>
        <li>
          <strong>Bridge.</strong> An outgoing webhook that an admin sets up in the browser: a target format, a URL and
          event types. It belongs to a workspace and signs with that workspace’s secret.
        </li>
        <li>
          <strong>Event.</strong> Something that happened. It has an id (<code>evt_…</code>), is published once and
          never changes.
        </li>
        <li>
          <strong>Delivery.</strong> One event on its way to one bridge (<code>dlv_…</code>).
        </li>
        <li>
          <strong>Attempt.</strong> One HTTP request of a delivery, with its answer.
        </li>
      </ul>
    </>
  );
}
