/** Begins `count` pieces of work at a steady rate, whatever becomes of those before, and answers with what each came to. */
export async function steadily<T>(
  { count, perSecond }: { count: number; perSecond: number },
  begin: (index: number) => Promise<T>,
): Promise<T[]> {
  const pending: Promise<T>[] = [];
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond));
      while (pending.length < due) pending.push(begin(pending.length));
      if (pending.length < count) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  return Promise.all(pending);
}
