import { z } from "@hono/zod-openapi";

type TurnstileEnv = { TURNSTILE_SECRET?: string; TURNSTILE_URL?: string };

const production = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
const waitMs = 5_000;
const Answer = z.object({ success: z.boolean() });

/** Turnstile's verdict on a token; `unknown` if it is unreachable. */
export type Verdict = "person" | "robot" | "unknown";

/** Asks Turnstile whether a token belongs to a person. The same token repeated within minutes has the same answer. */
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
    // A refused token gets status 200 or 400, with the verdict in the body in both cases.
    const answer = Answer.safeParse(await response.json());
    if (response.status >= 500 || !answer.success) return "unknown";
    return answer.data.success ? "person" : "robot";
  } catch (error) {
    console.warn("Turnstile gave no answer", error instanceof Error ? error.name : "");
    return "unknown";
  }
}
