import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { unixSeconds } from "@/lib/time";
import { newSigningSecret } from "./secret";
import { signatureHeaders } from "./sign";
import { type VerifierLanguage, verifiers } from "./verifiers";

const FORMS = [
  { headerName: "X-AtelyaOS-Signature", prefix: "" },
  { headerName: "X-Acme-Hmac", prefix: "sha256=" },
  // Everything that a language could take for its own.
  { headerName: "X-It's-$HOME-#sig`x", prefix: `v1="'\\#{1}$x %s=` },
];

type Runtime = {
  command: string;
  probe: string[];
  file: string;
  wrap(code: string): string;
  run(file: string): string[];
};

// Each reads {body, secret, cases: [headers…]} as JSON and prints a JSON list of what its verifier says.
const RUNTIMES: Record<Exclude<VerifierLanguage, "standard-webhooks">, Runtime> = {
  node: {
    command: process.execPath,
    probe: ["--version"],
    file: "verify.mjs",
    wrap: (code) => `import { readFileSync } from "node:fs";
${code}
const { body, secret, cases } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map((headers) => isFromAtelya(Buffer.from(body), headers, secret))));`,
    run: (file) => [file],
  },
  python: {
    command: "python3",
    probe: ["--version"],
    file: "verify.py",
    wrap: (code) => `${code}


import json, sys
given = json.load(sys.stdin)
print(json.dumps([is_from_atelya(given["body"].encode(), headers, given["secret"]) for headers in given["cases"]]))`,
    run: (file) => [file],
  },
  go: {
    command: "go",
    probe: ["version"],
    file: "verify.go",
    wrap: (code) => `package main

import (
	"encoding/json"
	"fmt"
	"os"
)

${code}

type lowerCase map[string]string

func (h lowerCase) Get(name string) string { return h[name] }

func main() {
	var given struct {
		Body, Secret string
		Cases []lowerCase
	}
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil { panic(err) }
	said := []bool{}
	for _, headers := range given.Cases { said = append(said, isFromAtelya([]byte(given.Body), headers, given.Secret)) }
	answer, _ := json.Marshal(said)
	fmt.Println(string(answer))
}`,
    run: (file) => ["run", file],
  },
  ruby: {
    command: "ruby",
    probe: ["--version"],
    file: "verify.rb",
    wrap: (code) => `${code}
require "json"
given = JSON.parse($stdin.read)
puts JSON.generate(given["cases"].map { |headers| from_atelya?(given["body"], headers, given["secret"]) })`,
    run: (file) => [file],
  },
  php: {
    command: "php",
    probe: ["--version"],
    file: "verify.php",
    wrap: (code) => `${code}
$given = json_decode(file_get_contents('php://stdin'), true);
$said = array_map(fn ($headers) => isFromAtelya($given['body'], $headers, $given['secret']), $given['cases']);
echo json_encode($said);`,
    run: (file) => [file],
  },
};

const folder = mkdtempSync(path.join(tmpdir(), "verifiers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Go compiles its library on its first run on a machine.
const COLD_COMPILE_MS = 300_000;

function output(command: string, args: string[], input: string): Promise<string> {
  const env = { ...process.env, GO111MODULE: "off", LC_ALL: "C.UTF-8" };
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${command}: ${stderr}`)) : resolve(stdout),
    );
    child.stdin?.end(input);
  });
}

const BODY = '{"note":"é漢🙂 \\u2028 <&>","n":1}';
const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Headers that must pass or fail under `secret`, with what a verifier should say. */
function cases(form: { headerName: string; prefix: string }, secret: string): [Record<string, string>, boolean][] {
  const sign = (secrets: string[], body = BODY) =>
    lower(signatureHeaders({ body, eventId: "evt_1", timestampSeconds: unixSeconds(Date.now()), secrets, ...form }));
  const name = form.headerName.toLowerCase();
  const good = sign([secret])[name] ?? "";
  return [
    [sign([secret]), true],
    [sign([newSigningSecret(), secret]), true],
    [sign([secret, newSigningSecret()]), true],
    [sign([newSigningSecret()]), false],
    [sign([secret], `${BODY} `), false],
    [{}, false],
    [{ [name]: "" }, false],
    [{ [name]: good.slice(0, -1) }, false],
    [{ [name]: `${good}0` }, false],
    [{ [name]: good.slice(-64), other: good }, form.prefix === ""],
    [{ [name]: "é" }, false],
  ];
}

describe.each(Object.entries(RUNTIMES))("the %s verifier", (language, runtime) => {
  const missing = spawnSync(runtime.command, runtime.probe).status !== 0;

  it.skipIf(missing).each(FORMS)(
    "run by its interpreter, judges signatures in $headerName",
    async (form) => {
      const code = verifiers(form).find((verifier) => verifier.language === language)?.code ?? "";
      const place = mkdtempSync(path.join(folder, `${language}-`));
      writeFileSync(path.join(place, runtime.file), runtime.wrap(code));
      const secret = newSigningSecret();
      const expected = cases(form, secret);
      const input = JSON.stringify({ body: BODY, secret, cases: expected.map(([headers]) => headers) });
      const said = await output(runtime.command, runtime.run(path.join(place, runtime.file)), input);
      expect(JSON.parse(said)).toEqual(expected.map(([, passes]) => passes));
    },
    COLD_COMPILE_MS,
  );
});

it("calls the Standard Webhooks library as it wants to be called", async () => {
  const code = verifiers({ headerName: "X-AtelyaOS-Signature", prefix: "" }).at(-1)?.code ?? "";
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(path.resolve("node_modules/standardwebhooks"), path.join(folder, "node_modules/standardwebhooks"));
  const file = path.join(folder, "standard.mjs");
  writeFileSync(file, code);
  const { verified } = (await import(/* @vite-ignore */ file)) as {
    verified(body: Buffer, headers: Record<string, string>, secret: string): unknown;
  };
  const [secret, newest] = [newSigningSecret(), newSigningSecret()];
  const headers = signatureHeaders({
    body: BODY,
    eventId: "evt_1",
    timestampSeconds: unixSeconds(Date.now()),
    secrets: [newest, secret],
  });
  expect(verified(Buffer.from(BODY), headers, secret)).toEqual(JSON.parse(BODY));
  expect(() => verified(Buffer.from(`${BODY} `), headers, secret)).toThrow();
});

it("shows six, of which none holds a secret or needs more than thirty lines", () => {
  const all = verifiers({ headerName: "X-AtelyaOS-Signature", prefix: "" });
  expect(all.map(({ language }) => language)).toEqual(["node", "python", "go", "ruby", "php", "standard-webhooks"]);
  for (const { code } of all) {
    expect(code.split("\n").length).toBeLessThan(30);
    expect(code).not.toContain("whsec_");
  }
});
