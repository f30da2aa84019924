import { AppError } from "@/lib/errors";
import { maskUrl } from "@/lib/formats/address";
import { checkUrl } from "@/lib/net/address";
import { deliveryPolicy } from "@/lib/net/send";

/** A server's URL, held to the rules of every address that a tenant names. Throws `invalid` at `url`. */
export function requireServerUrl(text: string): URL {
  const checked = checkUrl(text, deliveryPolicy());
  if (checked.ok) return checked.url;
  throw new AppError("invalid", checked.message, { errors: [{ path: "url", message: checked.message }] });
}

/** The URL as it may be shown, and whether that hides any of it. */
export function shownUrl(url: URL): { url: string; urlMasked: boolean } {
  const shown = maskUrl(url);
  return { url: shown, urlMasked: shown !== url.href };
}
