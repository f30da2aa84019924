/** Request or response headers in two columns. Secrets come masked already. */
export function HeaderList({ headers }: { headers: Readonly<Record<string, string>> | readonly [string, string][] }) {
  const entries = Array.isArray(headers) ? headers : Object.entries(headers);
  if (entries.length === 0) return <p className="text-dense text-muted">No headers.</p>;
  return (
    <dl className="grid grid-cols-[minmax(0,12rem)_minmax(0,1fr)] gap-x-4 gap-y-1 font-mono text-xs leading-5 max-sm:grid-cols-1 max-sm:gap-y-0">
      {entries.map(([name, value]) => (
        <div key={`${name}:${value}`} className="contents">
          <dt className="break-words text-muted">{name}</dt>
          <dd className="break-all max-sm:mb-1">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
