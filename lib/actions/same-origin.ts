import { AppError } from "@/lib/errors";

/**
 * Throws `forbidden` for a request that another site's page made with the reader's cookie. Browsers say so in
 * Sec-Fetch-Site, which a page cannot set; where that is missing (plain http on another host), in Origin.
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  // "none": typed into the address bar.
  if (site !== null) {
    if (site === "same-origin" || site === "none") return;
    throw refused();
  }
  const origin = request.headers.get("origin");
  if (origin === null) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.headers.get("host")) throw refused();
}

function refused(): AppError {
  return new AppError("forbidden", "This address answers only to pages of this app.");
}
