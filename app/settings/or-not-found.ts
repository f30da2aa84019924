import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** What a verb answers, or the page that says that there is no such thing. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
