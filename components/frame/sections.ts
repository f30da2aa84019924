import {
  Activity,
  BookOpen,
  Building2,
  Cable,
  CalendarClock,
  CreditCard,
  Inbox,
  KeyRound,
  type LucideIcon,
  Plug,
  Rss,
  ScrollText,
  Server,
  SquareTerminal,
  UserRound,
  UsersRound,
  Webhook,
} from "lucide-react";

type Place = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Whether only this very page lights the entry up, and none below it. */
  exact?: boolean;
  /** Where else its pages stand. */
  also?: string;
};

/** Settings, as the sidebar lists them. Only pages that exist. */
export const SECTIONS: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: "Integrations",
    places: [
      { label: "Overview", href: "/settings/integrations", icon: Plug, exact: true },
      { label: "Webhooks", href: "/settings/integrations/webhooks", icon: Webhook },
      {
        label: "Activity",
        href: "/settings/integrations/webhooks/activity",
        icon: Activity,
        also: "/settings/integrations/webhooks/deliveries",
      },
      { label: "Connections", href: "/settings/integrations/connections", icon: Cable },
      { label: "Inbound", href: "/settings/integrations/inbound", icon: Inbox },
    ],
  },
  {
    title: "Developers",
    places: [
      { label: "API", href: "/settings/developers/api", icon: SquareTerminal },
      { label: "API keys", href: "/settings/developers/api-keys", icon: KeyRound },
      { label: "Subscriptions", href: "/settings/developers/subscriptions", icon: Rss },
      { label: "Event catalogue", href: "/settings/developers/events", icon: CalendarClock },
    ],
  },
  {
    title: "Organization",
    places: [
      { label: "Members", href: "/settings/organization/members", icon: UsersRound },
      { label: "Workspaces", href: "/settings/organization/workspaces", icon: Building2 },
      { label: "Billing", href: "/settings/organization/billing", icon: CreditCard },
      { label: "Audit log", href: "/settings/organization/audit-log", icon: ScrollText },
      { label: "System", href: "/settings/organization/system", icon: Server },
      { label: "Account", href: "/settings/organization/account", icon: UserRound },
    ],
  },
  { title: "Help", places: [{ label: "Docs", href: "/docs/webhooks", icon: BookOpen }] },
];

/** The entry that a path belongs to: the one with the longest address that the path begins with. */
export function currentHref(pathname: string): string | undefined {
  return SECTIONS.flatMap((section) => section.places)
    .flatMap((place) => [{ ...place, at: place.href }, ...(place.also ? [{ ...place, at: place.also }] : [])])
    .filter(({ at, exact }) => pathname === at || (!exact && pathname.startsWith(`${at}/`)))
    .sort((a, b) => b.at.length - a.at.length)[0]?.href;
}

/**
 * The address of the page below /settings that is shown, by the layout's segments. A sheet over a list has an address of
 * its own, while the reader is still where the list is: a webhook's page, say.
 */
export function shownPath(segments: readonly string[]): string {
  const isGroup = (segment: string) => segment.startsWith("(");
  return ["/settings", ...segments.filter((segment) => !isGroup(segment))].join("/");
}
