import { type NextRequest, NextResponse } from "next/server";

const SESSION_COOKIES = ["atelya.session_token", "__Secure-atelya.session_token"];

/**
 * Sends a reader without a session to sign in, remembering where they were headed. A convenience and no guard: every
 * page, action and route asks for the session itself.
 */
export function proxy(request: NextRequest): NextResponse {
  if (SESSION_COOKIES.some((name) => request.cookies.has(name))) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = request.nextUrl.clone();
  target.pathname = "/sign-in";
  target.search = new URLSearchParams({ next: pathname + search }).toString();
  // Next makes an address of its own origin relative, so that it holds behind any reverse proxy.
  return NextResponse.redirect(target);
}

// Not /api: it would cost every published event.
export const config = { matcher: "/settings/:path*" };
