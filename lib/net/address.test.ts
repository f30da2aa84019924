import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkUrl, classifyAddress, createAddressPolicy } from "./address";

const strict = createAddressPolicy({ allowCidrs: "", allowLoopback: false });
const local = createAddressPolicy({ allowCidrs: "", allowLoopback: true });

/** First address, last address, and the public neighbours on both sides where there are any. */
const SPECIAL: [string, ...string[]][] = [
  ["0.0.0.0/8", "0.0.0.0", "0.0.0.1", "0.255.255.255"],
  ["10.0.0.0/8", "10.0.0.0", "10.1.2.3", "10.255.255.255"],
  ["100.64.0.0/10", "100.64.0.0", "100.100.100.200", "100.127.255.255"],
  ["127.0.0.0/8", "127.0.0.0", "127.0.0.1", "127.0.0.53", "127.255.255.255"],
  ["169.254.0.0/16", "169.254.0.0", "169.254.169.254", "169.254.170.2", "169.254.255.255"],
  ["172.16.0.0/12", "172.16.0.0", "172.17.0.1", "172.31.255.255"],
  ["192.0.0.0/24", "192.0.0.0", "192.0.0.8", "192.0.0.170", "192.0.0.192", "192.0.0.255"],
  ["192.0.2.0/24", "192.0.2.0", "192.0.2.255"],
  ["192.31.196.0/24", "192.31.196.0", "192.31.196.255"],
  ["192.52.193.0/24", "192.52.193.0", "192.52.193.255"],
  ["192.88.99.0/24", "192.88.99.0", "192.88.99.255"],
  ["192.168.0.0/16", "192.168.0.0", "192.168.1.1", "192.168.255.255"],
  ["192.175.48.0/24", "192.175.48.0", "192.175.48.255"],
  ["198.18.0.0/15", "198.18.0.0", "198.18.0.1", "198.19.255.255"],
  ["198.51.100.0/24", "198.51.100.0", "198.51.100.255"],
  ["203.0.113.0/24", "203.0.113.0", "203.0.113.255"],
  ["224.0.0.0/4", "224.0.0.0", "224.0.0.251", "239.255.255.255"],
  ["240.0.0.0/4", "240.0.0.0", "254.1.2.3", "255.255.255.255"],
  ["Azure's wire server", "168.63.129.16", "::ffff:168.63.129.16"],
  ["unspecified and loopback", "::", "::1", "0:0:0:0:0:0:0:1"],
  ["IPv4-compatible", "::127.0.0.1", "::8.8.8.8", "::a9fe:a9fe"],
  [
    "mapped private",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "0:0:0:0:0:ffff:c0a8:101",
  ],
  ["translated", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"],
  ["NAT64", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
  ["discard-only", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::", "100:0:0:1:ffff::1"],
  [
    "Teredo and its neighbours",
    "2001::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:1::1",
    "2001:2::1",
    "2001:3::1",
  ],
  [
    "AS112 and ORCHID",
    "2001:4:112::1",
    "2001:10::1",
    "2001:20::1",
    "2001:30::1",
    "2001:1ff:ffff::1",
    "2620:4f:8000::1",
  ],
  ["documentation", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff:fff:ffff::1"],
  ["6to4", "2002::", "2002:7f00:1::", "2002:a00:1::1", "2002:ffff:ffff::1"],
  [
    "unallocated",
    "200::1",
    "400::1",
    "1000::1",
    "4000::1",
    "5f00::1",
    "6000::1",
    "8000::1",
    "a000::1",
    "e000::1",
    "f000::1",
  ],
  ["unique local", "fc00::", "fd00:ec2::254", "fd12:3456:789a::1", "fdff:ffff::1"],
  ["link-local", "fe80::1", "fe80::1%eth0", "febf:ffff::1"],
  ["site-local and multicast", "fec0::1", "feff::1", "ff02::1", "ff0e::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  [
    "no literal",
    "",
    "localhost",
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "1.2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    "[::1]",
    "1.1.1.1/32",
    " 1.1.1.1",
  ],
];

const PUBLIC: string[] = [
  ...["1.1.1.1", "8.8.8.8", "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
  ...["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0"],
  ...["192.0.3.0", "192.31.195.255", "192.31.197.0", "192.52.192.255", "192.52.194.0", "192.88.98.255", "192.88.100.0"],
  ...["192.167.255.255", "192.169.0.0", "192.175.47.255", "192.175.49.0", "198.17.255.255", "198.20.0.0"],
  ...[
    "198.51.99.255",
    "198.51.101.0",
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
    "168.63.129.15",
    "168.63.129.17",
  ],
  ...["2000::1", "2001:200::1", "2001:4860:4860::8888", "2606:4700:4700::1111", "2620:4f:7fff::1", "2620:4f:8001::1"],
  ...["2a00:1450:4001:81b::200e", "2001:db7::1", "2001:db9::1", "2003::1", "3ffe::1", "3fff:1000::1"],
  ...["::ffff:8.8.8.8", "::ffff:101:101"],
];

describe("classifyAddress", () => {
  it.each(SPECIAL)("%s is special", (_, ...addresses) => {
    for (const address of addresses) expect(classifyAddress(address), address).toBe("special");
  });

  it("calls the neighbours of every special range public", () => {
    for (const address of PUBLIC) expect(classifyAddress(address), address).toBe("public");
  });

  it("judges an IPv4 address the same when it is mapped into IPv6, and never throws", () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(classifyAddress(`::ffff:${ip}`)).toBe(classifyAddress(ip));
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.string()), (text) => {
        expect(["public", "special"]).toContain(classifyAddress(text));
      }),
    );
  });
});

describe("createAddressPolicy", () => {
  it("allows public addresses alone by default", () => {
    expect(strict.allows("8.8.8.8")).toBe(true);
    expect(strict.opens("8.8.8.8")).toBe(false);
    for (const address of ["127.0.0.1", "10.0.0.1", "::1", "not an address"])
      expect(strict.allows(address)).toBe(false);
  });

  it("opens loopback alone in local mode", () => {
    for (const address of ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
      expect(local.opens(address)).toBe(true);
    for (const address of ["10.0.0.1", "0.0.0.0", "169.254.169.254", "192.168.1.1", "fd00::1", "::", "fe80::1"]) {
      expect(local.allows(address), address).toBe(false);
    }
  });

  it("opens the listed ranges and nothing beside them", () => {
    const policy = createAddressPolicy({
      allowCidrs: "10.0.0.0/8, 192.168.7.9 fd00:1::/32,172.16.0.0/32",
      allowLoopback: false,
    });
    for (const address of ["10.255.0.1", "::ffff:10.0.0.1", "192.168.7.9", "fd00:1:2::3", "172.16.0.0"]) {
      expect(policy.opens(address), address).toBe(true);
    }
    for (const address of ["11.0.0.1", "192.168.7.8", "fd00:2::1", "172.16.0.1", "127.0.0.1", "::1"]) {
      expect(policy.opens(address), address).toBe(false);
    }
    expect(createAddressPolicy({ allowCidrs: "0.0.0.0/0 ::/0", allowLoopback: false }).opens("::1")).toBe(true);
  });

  it("names the entry that is no range", () => {
    for (const entry of [
      "10.0.0.0/33",
      "fd00::/129",
      "10.0.0/8",
      "private",
      "10.0.0.0/",
      "10.0.0.0/8/8",
      "10.0.0.0/-1",
    ]) {
      expect(() => createAddressPolicy({ allowCidrs: `1.2.3.4, ${entry}`, allowLoopback: false })).toThrow(entry);
    }
  });
});

describe("checkUrl", () => {
  const LOOPBACK_SPELLINGS = [
    ...[
      "127.0.0.1",
      "127.1",
      "127.0.1",
      "0x7f000001",
      "0x7f.1",
      "017700000001",
      "0177.0.0.1",
      "2130706433",
      "127.0.0.1.",
    ],
    ...[
      "①②⑦.⓪.⓪.①",
      "127。0。0。1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]",
      "[0:0:0:0:0:0:0:1]",
      "%31%32%37.0.0.1",
    ],
  ];

  it("refuses every spelling of a special address, and takes loopback's in local mode", () => {
    for (const host of LOOPBACK_SPELLINGS) {
      expect(checkUrl(`https://${host}/hook`, strict).ok, host).toBe(false);
      expect(checkUrl(`http://${host}:8080/hook`, local).ok, host).toBe(true);
    }
    for (const host of [
      "10.0.0.1",
      "169.254.169.254",
      "0xa9fea9fe",
      "[fd00:ec2::254]",
      "0",
      "[::]",
      "[64:ff9b::7f00:1]",
    ]) {
      expect(checkUrl(`https://${host}/`, strict).ok, host).toBe(false);
      expect(checkUrl(`https://${host}/`, local).ok, host).toBe(false);
    }
  });

  it("refuses names of inner networks until something is opened", () => {
    const opened = createAddressPolicy({ allowCidrs: "10.0.0.0/8", allowLoopback: false });
    for (const name of [
      "intranet",
      "printer.local",
      "metadata.google.internal",
      "nas.home.arpa",
      "redis",
      "db.lan",
      "localhost.localdomain",
      "METADATA.GOOGLE.INTERNAL.",
    ]) {
      expect(checkUrl(`https://${name}/`, strict).ok, name).toBe(false);
      expect(checkUrl(`https://${name}/`, local).ok, name).toBe(false);
      expect(checkUrl(`http://${name}/`, opened).ok, name).toBe(true);
    }
    for (const name of ["localhost", "app.localhost", "LOCALHOST", "localhost."]) {
      expect(checkUrl(`https://${name}/`, strict).ok, name).toBe(false);
      expect(checkUrl(`http://${name}:3000/`, local).ok, name).toBe(true);
    }
  });

  it("takes https to the public internet, on any port that is not another protocol's", () => {
    for (const url of [
      "https://example.com",
      "https://example.com:8443/a?b=c#d",
      "https://1.1.1.1/",
      "https://[2606:4700:4700::1111]/",
      "https://bücher.example/",
      "https://example.com./",
    ]) {
      expect(checkUrl(url, strict).ok, url).toBe(true);
    }
    for (const port of [22, 25, 53, 139, 636, 6667])
      expect(checkUrl(`https://example.com:${port}/`, strict).ok).toBe(false);
  });

  it("refuses plain http, other schemes, credentials and what is no URL, saying what to write", () => {
    const message = (url: string) => {
      const checked = checkUrl(url, strict);
      return checked.ok ? "ok" : checked.message;
    };
    expect(message("http://example.com/")).toContain("https://");
    expect(message("http://1.1.1.1/")).toContain("https://");
    expect(checkUrl("http://1.1.1.1/", local).ok).toBe(false);
    for (const url of [
      "gopher://example.com/",
      "file:///etc/passwd",
      "ftp://example.com/",
      "javascript:alert(1)",
      "data:,x",
    ]) {
      expect(message(url)).toContain("https://");
    }
    expect(message("https://user:pw@example.com/")).toContain("authentication");
    expect(message("https://user@example.com/")).toContain("authentication");
    for (const url of ["", "example.com/hook", "https://", "https:// /", "//example.com"])
      expect(message(url)).toContain("https://");
    expect(message(`https://example.com/${"a".repeat(2048)}`)).toContain("2048");
  });
});
