"use client";

import { Tabs } from "@heroui/react";
import { CodeBlock } from "@/components/ui/code-block";

export type Verifier = { language: string; label: string; code: string };

type VerifierTabsProps = { verifiers: readonly Verifier[]; label?: string };

/** Code to paste, by language: the receiver’s side, which verifies a request, or a sender’s. */
export function VerifierTabs({ verifiers, label = "Verifier by language" }: VerifierTabsProps) {
  return (
    <Tabs variant="secondary">
      <Tabs.ListContainer>
        <Tabs.List aria-label={label}>
          {verifiers.map((verifier) => (
            <Tabs.Tab key={verifier.label} id={verifier.label} className="px-2 whitespace-nowrap">
              {verifier.label}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      {verifiers.map((verifier) => (
        <Tabs.Panel key={verifier.label} id={verifier.label} className="pt-3">
          <CodeBlock code={verifier.code} label={verifier.label} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
