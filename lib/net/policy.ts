import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type AddressClass = "public" | "special";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Which addresses deliveries may reach. Pure; made once from the settings, or by a test. */
export type AddressPolicy = {
  /** Whether a connection to this address may be made at all. */
  allows(address: string): boolean;
  /** Whether it was opened on purpose (DELIVERY_ALLOW_CIDRS, or loopback in local mode), which admits plain http too. */
  opens(address: string): boolean;
  /** Loopback is open: local mode. */
  readonly opensLoopback: boolean;
  /** DELIVERY_ALLOW_CIDRS opens something, so an internal name can be judged only by what it resolves to. */
  readonly opensRanges: boolean;
};

// Azure's wire server has a public address. Source: learn.microsoft.com, "What is IP address 168.63.129.16?".
const AZURE_WIRE_SERVER = "168.63.129.16";
// The only part of IPv6 that IANA has allocated for the public internet.
const GLOBAL_UNICAST: Range = [ipaddr.IPv6.parse("2000::"), 3];

/**
 * Whether an IP literal belongs to the public internet. Everything in IANA's special-purpose registries is "special",
 * so is an address that embeds another one (6to4, Teredo, NAT64), an IPv6 zone, and whatever is no IP literal.
 * An IPv4 address mapped into IPv6 is judged as that IPv4 address.
 */
export function classifyAddress(address: string): AddressClass {
  const parsed = parseAddress(address);
  if (parsed?.range() !== "unicast") return "special";
  if (parsed.kind() === "ipv6") return inRange(parsed, GLOBAL_UNICAST) ? "public" : "special";
  return parsed.toString() === AZURE_WIRE_SERVER ? "special" : "public";
}

/**
 * The policy of these settings. `allowCidrs` is a list such as "10.0.0.0/8, fd00::/8" (an address alone means itself).
 * Throws an Error that names the entry which is no range.
 */
export function createAddressPolicy(settings: { allowCidrs: string; allowLoopback: boolean }): AddressPolicy {
  const ranges = settings.allowCidrs
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(parseRange);
  const opens = (address: string): boolean => {
    const parsed = parseAddress(address);
    if (!parsed) return false;
    if (settings.allowLoopback && parsed.range() === "loopback") return true;
    return ranges.some((range) => inRange(parsed, range));
  };
  return {
    opens,
    allows: (address) => classifyAddress(address) === "public" || opens(address),
    opensLoopback: settings.allowLoopback,
    opensRanges: ranges.length > 0,
  };
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // ipaddr.js reads "0x7f.1" too; what reaches a socket is canonical, so anything else is refused. Zones name local links.
  if (isIP(address) === 0 || address.includes("%")) return undefined;
  // ipaddr.js takes "::8.8.8.8" for a mapped address, which it is not: the URL parser spells dotted parts in hex.
  return ipaddr.process(address.includes(":") ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address);
}

function parseRange(entry: string): Range {
  const [address, bits, ...rest] = entry.split("/");
  const version = isIP(address ?? "");
  const length = bits === undefined ? (version === 4 ? 32 : 128) : Number(bits);
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && length <= (version === 4 ? 32 : 128));
  if (!address || version === 0 || !fits || rest.length > 0) {
    throw new Error(`DELIVERY_ALLOW_CIDRS: "${entry}" is no address range. Write it like 10.0.0.0/8 or fd00::/8.`);
  }
  return [ipaddr.parse(address), length];
}

function inRange(address: ipaddr.IPv4 | ipaddr.IPv6, [start, bits]: Range): boolean {
  return address.kind() === start.kind() && address.match(start as ipaddr.IPv6, bits);
}
