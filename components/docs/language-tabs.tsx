"use client";

import { Tabs } from "@heroui/react";
import { CodeBlock } from "@/components/ui/code-block";

/** The same code in several languages, one in view at a time. */
export function LanguageTabs({ samples }: { samples: readonly { language: string; label: string; code: string }[] }) {
  return (
    <Tabs className="mt-4">
      <Tabs.ListContainer>
        <Tabs.List aria-label="Language">
          {samples.map((sample) => (
            <Tabs.Tab key={sample.label} id={sample.label}>
              {sample.label}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      {samples.map((sample) => (
        <Tabs.Panel key={sample.label} id={sample.label} className="pt-3">
          <CodeBlock code={sample.code} label={sample.label} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
