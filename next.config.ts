import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";

// Next puts its own start-up scripts into the page and has no nonce for static pages: inline scripts stay allowed.
// Everything else comes from here, so an injected script can load nothing and send nothing elsewhere.
function contentPolicy(isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function securityHeaders(isDevelopment: boolean) {
  return [
    { key: "Content-Security-Policy", value: contentPolicy(isDevelopment) },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "same-origin" },
    { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  ];
}

// Blocks the first paint of every page; an hour of an old theme script harms nothing.
const THEME_CACHE = [{ key: "Cache-Control", value: "public, max-age=3600, stale-while-revalidate=86400" }];

export default function config(phase: string): NextConfig {
  const isDevelopment = phase === PHASE_DEVELOPMENT_SERVER;
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    // npm test checks the types, of the tests too; a start need not do it again.
    typescript: { ignoreBuildErrors: true },
    devIndicators: { position: "bottom-right" },
    output: process.env.NEXT_STANDALONE === "1" ? "standalone" : undefined,
    serverExternalPackages: ["pg", "@prisma/client", "@prisma/adapter-pg", "undici", "inngest", "pino", "better-auth"],
    headers: async () => [
      { source: "/:path*", headers: securityHeaders(isDevelopment) },
      { source: "/theme.js", headers: THEME_CACHE },
      // Their addresses hold a provider's code; the routes say so themselves, and the line above would speak last.
      { source: "/api/oauth/:path*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    ],
  };
}
