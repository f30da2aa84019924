/** The mark of the product; decoration beside its name. */
export function Logo() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M9 22.5 16 8l7 14.5M12.2 17h7.6"
        fill="none"
        className="stroke-accent-foreground"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
