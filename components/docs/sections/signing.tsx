import { Figure } from "@/components/docs/figure";
import { VerifierTabs } from "@/components/signing/verifier-tabs";
import { CodeBlock } from "@/components/ui/code-block";
import { SIGNATURE_HEADER } from "@/lib/signing/sign";
import { verifiers } from "@/lib/signing/verifiers";
import signingDark from "@/public/docs/signing-dark.png";
import signing from "@/public/docs/signing-light.png";

const WHOLE_CHECK = `const expected = createHmac("sha256", secret).update(rawBody).digest();
const given = Buffer.from(signature, "hex");
const valid = given.length === expected.length && timingSafeEqual(given, expected);`;

/** Both schemes, verifiers to paste, and rotation. */
export function Signing() {
  return (
    <>
      <p>
        Without a check, anybody who learns your URL can send you events. Each delivery is therefore signed in two ways
        with the same secret; verify whichever suits you. The secret reads <code>whsec_…</code> and stands on the
        bridge’s page.
      </p>
      <Figure
        light={signing}
        dark={signingDark}
        alt="The signing part of a bridge's page: header name, masked secret with Reveal, and a verifier to copy"
        caption="A bridge’s page: header, secret and verifier."
      />
      <h3 id="signing-hmac">{SIGNATURE_HEADER}</h3>
      <p>
        The lower-case hex HMAC-SHA256 of the raw request body. The key is the secret’s text exactly as it is shown,
        with its <code>whsec_</code>. In Node the whole check is:
      </p>
      <CodeBlock code={WHOLE_CHECK} label="Node" />
      <h3 id="signing-standard">Standard Webhooks</h3>
      <p>
        <code>webhook-signature</code> follows{" "}
        <a href="https://www.standardwebhooks.com" rel="noreferrer">
          Standard Webhooks 1.0.0
        </a>
        : the base64 HMAC-SHA256 of <code>id.timestamp.body</code>, keyed by the bytes that the base64 after{" "}
        <code>whsec_</code> stands for. It covers the time, so that a recorded request cannot be replayed at you later,
        and there are libraries for it in most languages.
      </p>
      <h3 id="verifiers">Verifiers to paste</h3>
      <div className="mt-4">
        <VerifierTabs verifiers={verifiers({ headerName: SIGNATURE_HEADER, prefix: "" })} />
      </div>
      <ul>
        <li>
          Verify the <strong>raw bytes</strong> of the body, before anything parses it. Parsing and printing JSON again
          changes bytes, and the signature no longer fits.
        </li>
        <li>Compare in constant time, as the verifiers do.</li>
        <li>
          Answer 2xx as soon as you have stored the event, and work on it afterwards. Drop what you have seen by{" "}
          <code>webhook-id</code>.
        </li>
      </ul>
      <h3 id="rotation">Rotate the secret</h3>
      <p>
        A rotation makes a new secret, which signs at once. The old one keeps signing beside it for an overlap that you
        choose, 24 hours unless you say otherwise, up to 7 days: its value is in{" "}
        <code>{SIGNATURE_HEADER}-Previous</code> and second in <code>webhook-signature</code>. So there is a time in
        which receivers with either secret accept, and nothing is lost. The page shows when the overlap ends; you can
        end it early, or choose none if the old secret has leaked.
      </p>
    </>
  );
}
