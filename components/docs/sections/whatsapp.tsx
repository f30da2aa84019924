/** Setting up WhatsApp: the operator's part, Meta's, and the workspace's. */
export function Whatsapp() {
  return (
    <>
      <p>
        Messages to a WhatsApp Business number are published as <code>integration.message_received</code>, to bridges
        that listen for it.
      </p>
      <ol>
        <li>
          Whoever runs the app sets <code>WHATSAPP_APP_SECRET</code>, the Meta app’s secret, and{" "}
          <code>WHATSAPP_VERIFY_TOKEN</code>, a long text of their own, and starts it anew.
        </li>
        <li>
          In the Meta app, under WhatsApp → Configuration, the callback URL is{" "}
          <code>https://your-host/api/inbound/whatsapp</code> and the verify token is that text. Subscribe to{" "}
          <code>messages</code>.
        </li>
        <li>
          An owner or admin links the number in <em>Settings → Integrations → Connections</em> by its phone number ID,
          which Meta shows under API setup. A number belongs to one workspace.
        </li>
      </ol>
      <ul>
        <li>
          <code>text</code> is what a person would read: the text, a caption, the answer that was chosen, a place, an
          emoji; <code>null</code> where there is nothing. <code>from</code> is the phone number, or WhatsApp’s user id
          of somebody who has a username instead.
        </li>
        <li>
          Statuses of messages that the number sent (<code>sent</code>, <code>delivered</code>, <code>read</code>,{" "}
          <code>failed</code>) show on the Inbound page and publish nothing. They come in any order; the furthest
          counts.
        </li>
        <li>
          Messages to a number that is linked to no workspace are answered and ignored. They are not published later.
        </li>
      </ul>
    </>
  );
}
