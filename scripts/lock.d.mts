export function takeLock(file: string): { release?: () => void; holder?: number };

export function lockHolder(file: string): number | undefined;
