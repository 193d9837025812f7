import { z } from "@hono/zod-openapi";

type TurnstileEnv = { TURNSTILE_SECRET?: string; TURNSTILE_URL?: string };

const production = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
const waitMs = 5_000;
const Answer = z.object({
  success: z.boolean(),
  hostname: z.string().optional(),
  action: z.string().optional(),
});

/** Turnstile's verdict on a token; `unknown` if it is unreachable. */
export type Verdict = "person" | "robot" | "unknown";

/** What a token is checked against: the act that it was made for, and the name of the site that it was made on. */
type Token = { token: string; address: string | null; action: string; hostname: string };

/**
 * Asks Turnstile whether a token belongs to a person. A token that was made on another site, or for another act here, is
 * no person's: somebody may collect tokens where they are easy to get.
 */
export async function siteVerify(
  { TURNSTILE_SECRET: secret = "", TURNSTILE_URL: url = production }: TurnstileEnv,
  { token, address, action, hostname }: Token,
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
    const { data } = answer;
    const isOurs = data.hostname === hostname && data.action === action;
    return data.success && isOurs ? "person" : "robot";
  } catch (error) {
    console.warn("Turnstile gave no answer", error instanceof Error ? error.name : "");
    return "unknown";
  }
}
