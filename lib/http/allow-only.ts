/** What a route answers to the methods that it lacks: 405, and which it has. To be exported under the lacking ones' names. */
export function allowOnly(...methods: readonly string[]): () => Response {
  const allow = methods.join(", ");
  return () => new Response(null, { status: 405, headers: { allow } });
}
