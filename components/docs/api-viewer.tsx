"use client";

import "swagger-ui-dist/swagger-ui.css";
import "./api-viewer.css";
import { useEffect, useRef, useState } from "react";
import { LoadError } from "@/components/ui/load-error";

type State = "loading" | "shown" | "failed";

/** The API's document, readable, each operation with its fields and examples. All of it comes from this app's own address. */
export function ApiViewer({ documentUrl }: { documentUrl: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>("loading");
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run
  useEffect(() => {
    const domNode = place.current;
    if (!domNode) return;
    let isCurrent = true;
    setState("loading");
    showDocument(domNode, documentUrl).then(
      () => isCurrent && setState("shown"),
      () => isCurrent && setState("failed"),
    );
    return () => {
      isCurrent = false;
      domNode.replaceChildren();
    };
  }, [documentUrl, attempt]);

  useEffect(followTheme, []);

  return (
    <>
      {state === "loading" && <p role="status">Loading the reference…</p>}
      {state === "failed" && <LoadError onRetry={() => setAttempt(attempt + 1)} />}
      <div ref={place} className="api-viewer" />
    </>
  );
}

async function showDocument(domNode: HTMLElement, url: string): Promise<void> {
  const [{ default: SwaggerUI }, response] = await Promise.all([
    import("swagger-ui-dist/swagger-ui-es-bundle.js"),
    fetch(url),
  ]);
  if (!response.ok) throw new Error(`The document answered ${response.status}.`);
  const spec = await response.json();
  // Each run has a node of its own: what an earlier one still does shows nowhere.
  const own = domNode.appendChild(document.createElement("div"));
  await new Promise<void>((resolve) => {
    SwaggerUI({
      domNode: own,
      spec,
      layout: "BaseLayout",
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      // Else the document of a public address is sent to the viewer's makers to be judged.
      validatorUrl: null,
      onComplete: resolve,
    });
  });
}

// The viewer's own word for a dark page.
function followTheme(): () => void {
  const root = document.documentElement;
  const apply = () => root.classList.toggle("dark-mode", root.classList.contains("dark"));
  const observer = new MutationObserver(apply);
  observer.observe(root, { attributeFilter: ["class"] });
  apply();
  return () => {
    observer.disconnect();
    root.classList.remove("dark-mode");
  };
}
