import { type NextRequest, NextResponse } from "next/server";

const SESSION_COOKIES = ["atelya.session_token", "__Secure-atelya.session_token"];

/**
 * Sends a reader without a session to sign in, remembering where they were headed. A convenience and no guard: every
 * page, action and route asks for the session itself.
 */
export function proxy(request: NextRequest): NextResponse {
  if (SESSION_COOKIES.some((name) => request.cookies.has(name))) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const query = new URLSearchParams({ next: pathname + search });
  // A relative address: Next takes localhost and 127.0.0.1 for one, and browsers' cookies do not.
  return new NextResponse(null, { status: 307, headers: { location: `/sign-in?${query}` } });
}

// Not /api: it would cost every published event.
export const config = { matcher: "/settings/:path*" };
