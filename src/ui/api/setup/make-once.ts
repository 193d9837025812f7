import { employerHeader, request } from "../request.ts";

/** The keys of what has been asked for and not been answered with success, by the request. */
const asking = new Map<string, string>();

/**
 * Makes something once: the same request has the same key until it succeeds, also when somebody presses the button again
 * after a lost answer.
 */
export async function makeOnce<T = { id: string }>(path: string, body: unknown): Promise<T> {
  const asked = JSON.stringify([employerHeader(), path, body]);
  const key = asking.get(asked) ?? crypto.randomUUID();
  asking.set(asked, key);
  const made = await request<T>(path, { method: "POST", body, key, attemptsMax: 4 });
  asking.delete(asked);
  return made;
}
