import { newId } from "@/lib/ids";
import type { Prisma } from "@/prisma/generated/client";

type NewUser = { name: string; email: string; passwordHash: string };

/** The rows that make a person who signs in with a password, as better-auth reads them. Returns the user's id. */
export async function createUser(tx: Prisma.TransactionClient, user: NewUser): Promise<string> {
  const id = newId("user");
  await tx.user.create({
    data: {
      id,
      name: user.name,
      email: user.email,
      accounts: {
        create: { id: newId("account"), accountId: id, providerId: "credential", password: user.passwordHash },
      },
    },
  });
  return id;
}
