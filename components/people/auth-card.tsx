import type { ReactNode } from "react";

type AuthCardProps = { title: string; description: ReactNode; children?: ReactNode };

/** A page of the door: one title, one sentence, one form. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <>
      <h1 className="text-xl leading-7 font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 mb-6 text-muted">{description}</p>
      {children}
    </>
  );
}
