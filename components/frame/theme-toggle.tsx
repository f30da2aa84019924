"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";

const CHOICES = ["system", "light", "dark"] as const;
type Choice = (typeof CHOICES)[number];

const ICONS = { system: Monitor, light: Sun, dark: Moon };
const KEY = "theme";
const CHANGED = "themechange";

/** Goes round system, light and dark. public/theme.js applies what is stored, before the first paint and on each change. */
export function ThemeToggle() {
  const choice = useSyncExternalStore(subscribe, stored, () => "system" as const);
  const next = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? "system";
  const Icon = ICONS[choice];
  return (
    <button
      type="button"
      onClick={() => store(next)}
      aria-label={`Theme: ${choice}. Change to ${next}`}
      title={`Theme: ${choice}`}
      className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-default hover:text-foreground"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}

function subscribe(changed: () => void): () => void {
  addEventListener(CHANGED, changed);
  addEventListener("storage", changed);
  return () => {
    removeEventListener(CHANGED, changed);
    removeEventListener("storage", changed);
  };
}

function stored(): Choice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

function store(choice: Choice): void {
  try {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be refused; the system's choice stays.
  }
  dispatchEvent(new Event(CHANGED));
}
