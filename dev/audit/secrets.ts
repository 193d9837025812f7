/** What secrets look like. Each is a part that no other text has by chance. */
const kinds: Record<string, RegExp> = {
  "a private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  "an AWS key": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  "a GitHub token": /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})/,
  "an npm token": /\bnpm_[A-Za-z0-9]{36}\b/,
  "a Slack token": /\bxox[abprs]-[0-9A-Za-z-]{20,}/,
  "a Google key": /\bAIza[0-9A-Za-z_-]{35}\b/,
  "a Stripe key": /\b[rs]k_live_[0-9A-Za-z]{20,}/,
  "a live Toss key": /\blive_[a-z]{1,3}sk_[0-9A-Za-z]{20,}/,
  "a Neon password": /\bnpg_[0-9A-Za-z]{12,}/,
  "a database address with a password":
    /\bpostgres(?:ql)?:\/\/[^\s:/@"'`$<{]+:(?!frontrow[:@]|frontrow_worker@|x@|password@|secret@|…|\.\.\.)[^\s@"'`$<{]{8,}@(?!127\.0\.0\.1|localhost)/,
  "a value for a secret":
    /\b(?:CLOUDFLARE_API_TOKEN|TOKEN_SECRET|VAPID_KEYS)\s*=\s*["']?[\w+/.-]{32,}/,
  "a JSON Web Token": /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/,
};

/** Where a text has something that looks like a secret: the kind and the line, and never the secret. */
export function secretsIn(text: string): { kind: string; line: number }[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      Object.entries(kinds).flatMap(([kind, pattern]) =>
        pattern.test(line) ? [{ kind, line: index + 1 }] : [],
      ),
    );
}
