import type { Metadata } from "next";
import { ApiViewer } from "@/components/docs/api-viewer";

export const metadata: Metadata = {
  title: "API reference",
  description: "Every operation of the public API with its fields, examples and refusals.",
};

export default function ApiReferencePage() {
  return (
    <main id="content" className="mx-auto max-w-[75rem] px-4 py-8 sm:px-8">
      <ApiViewer documentUrl="/api/v1/openapi.json" />
    </main>
  );
}
