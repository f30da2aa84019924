type Bucket = { label: string; ok: number; failed: number };

const BAR_WIDTH = 5;
const GAP = 2;
const HEIGHT = 20;
const HEIGHT_MIN = 2;

/** Successes and failures a bucket of time, oldest first, as small stacked bars. */
export function Sparkline({ values }: { values: readonly Bucket[] }) {
  const ok = values.reduce((sum, value) => sum + value.ok, 0);
  const failed = values.reduce((sum, value) => sum + value.failed, 0);
  const most = Math.max(1, ...values.map((value) => value.ok + value.failed));
  const width = values.length * (BAR_WIDTH + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={ok + failed === 0 ? "Nothing sent" : `${ok} succeeded, ${failed} failed`}
      viewBox={`0 0 ${Math.max(width, 1)} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className="shrink-0"
    >
      {values.map((value, index) => (
        <Bar key={value.label} value={value} x={index * (BAR_WIDTH + GAP)} most={most} />
      ))}
    </svg>
  );
}

function Bar({ value, x, most }: { value: Bucket; x: number; most: number }) {
  const total = value.ok + value.failed;
  const height = total === 0 ? 1 : Math.max(HEIGHT_MIN, (total / most) * HEIGHT);
  const failedHeight = total === 0 ? 0 : (value.failed / total) * height;
  const y = HEIGHT - height;
  return (
    <g>
      <title>{`${value.label}: ${value.ok} succeeded, ${value.failed} failed`}</title>
      <rect x={x} y={y} width={BAR_WIDTH} height={height} rx="1" className={total ? "fill-success" : "fill-border"} />
      {failedHeight > 0 && (
        <rect x={x} y={HEIGHT - failedHeight} width={BAR_WIDTH} height={failedHeight} rx="1" className="fill-danger" />
      )}
    </g>
  );
}
