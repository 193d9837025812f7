import { countOutside } from "../metrics/failures.ts";

const waitMs = 1_500;

/**
 * Asks a service of leaked passwords (the protocol of Have I Been Pwned) by the first five digits of the SHA-1: it
 * learns neither the password nor whose it is. Without an answer the password counts as not leaked.
 */
export async function isLeaked(
  { PASSWORD_RANGE_URL: url }: { PASSWORD_RANGE_URL?: string },
  password: string,
): Promise<boolean> {
  if (url === undefined || url === "") return false;
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(password));
  const hex = [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const [prefix, rest] = [hex.slice(0, 5).toUpperCase(), hex.slice(5).toUpperCase()];
  try {
    const response = await fetch(`${url}${prefix}`, {
      headers: { "add-padding": "true" },
      signal: AbortSignal.timeout(waitMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const lines = (await response.text()).split(/\r?\n/);
    // A padded line has the count 0.
    return lines.some((line) => line.startsWith(`${rest}:`) && Number(line.slice(36)) > 0);
  } catch (error) {
    console.warn(
      "the list of leaked passwords gave no answer",
      error instanceof Error ? error.name : "",
    );
    countOutside("password-ranges");
    return false;
  }
}
