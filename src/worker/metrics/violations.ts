import type { Sample } from "./exposition.ts";
import { isolateName } from "./failures.ts";

const spanMs = 5 * 60_000;
const directives = new Set([
  "script-src",
  "script-src-elem",
  "script-src-attr",
  "style-src",
  "style-src-elem",
  "style-src-attr",
  "img-src",
  "connect-src",
  "font-src",
  "frame-src",
  "worker-src",
  "form-action",
  "base-uri",
  "frame-ancestors",
  "require-trusted-types-for",
  "trusted-types",
]);

/** What browsers said that a page's policy had refused, by directive, for five minutes. Anybody can claim it. */
let counted = new Map<string, number>();
let since = 0;

export function countViolation(directive: string, now: number): void {
  forget(now);
  const name = directives.has(directive) ? directive : "other";
  counted.set(name, (counted.get(name) ?? 0) + 1);
}

export function violations(now: number): Sample[] {
  forget(now);
  return [...counted].map(([directive, value]) => ({
    labels: { isolate: isolateName(), directive },
    value,
  }));
}

function forget(now: number): void {
  if (now - since < spanMs) return;
  counted = new Map();
  since = now;
}
