"use client";

import { RouterProvider, Toast } from "@heroui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

const STALE_MS = 2_000;

/** What every client component may rely on: a query cache, client-side links in menus, and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: 1 } } }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider navigate={(path) => router.push(path)}>
        {children}
        <Toast.Provider placement="bottom end" width={380} />
      </RouterProvider>
    </QueryClientProvider>
  );
}
