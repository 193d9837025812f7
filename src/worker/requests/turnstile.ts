import { z } from "@hono/zod-openapi";

type TurnstileEnv = { TURNSTILE_SECRET?: string; TURNSTILE_URL?: string };

const production = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
const waitMs = 5_000;
const Answer = z.object({ success: z.boolean() });

/** What Turnstile says of a token; `unknown` when it cannot be asked. */
export type Verdict = "person" | "robot" | "unknown";

/** Asks Turnstile whether a token is a person's. The same token asked again within minutes has the same answer. */
export async function siteVerify(
  { TURNSTILE_SECRET: secret = "", TURNSTILE_URL: url = production }: TurnstileEnv,
  { token, address }: { token: string; address: string | null },
): Promise<Verdict> {
  const asked = { secret, response: token, ...(address === null ? {} : { remoteip: address }) };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(waitMs),
    });
    // A refused token is told with status 200 or 400, and both have a body that says so.
    const answer = Answer.safeParse(await response.json());
    if (response.status >= 500 || !answer.success) return "unknown";
    return answer.data.success ? "person" : "robot";
  } catch (error) {
    console.warn("Turnstile gave no answer", error instanceof Error ? error.name : "");
    return "unknown";
  }
}
