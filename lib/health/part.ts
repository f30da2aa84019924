/** How one part of the product is: whether it is well, and in plain words what is wrong. Names no host, user or secret. */
export type Part = { ok: boolean; detail: string };
