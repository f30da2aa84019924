import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "./providers/providers";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "AtelyaOS Webhooks", template: "%s · AtelyaOS" },
  description: "Send signed events to the tools your team already uses.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        {/* A file and not inline: it may block the first paint for a moment, and the content policy needs no exception. */}
        <script src="/theme.js" />
      </head>
      <body className="min-h-dvh font-sans">
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
