/** Which destinations are allowed and how secrets are kept. */
export function Security() {
  return (
    <ul>
      <li>
        <strong>Destinations are https.</strong> Plain http goes only to addresses that whoever runs the app has
        allowed.
      </li>
      <li>
        <strong>No private networks.</strong> Private, loopback, link-local and otherwise special addresses are refused,
        of IPv4 and IPv6. A name is resolved and checked at every attempt, and the connection is made to the very
        address that was checked. A refused address and one that does not answer look alike in the log.
      </li>
      <li>
        <strong>Secrets are sealed</strong> in the database: signing secrets, tokens, and URLs that are secrets
        themselves. They are shown masked, and left out of requests on record, of cURL commands and of lists. Each time
        a secret is revealed, that is on the audit log.
      </li>
      <li>
        <strong>Members read, owners and admins change.</strong> API keys can do what their scopes say, in the
        workspaces that they are for. The audit log has every change, and what each key asked for.
      </li>
    </ul>
  );
}
