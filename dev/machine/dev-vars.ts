import { randomBytes } from "node:crypto";
import { newVapidKeys } from "../stand-ins/push-service/vapid.ts";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Writes the Worker's local variables: given values replace old ones, secrets are made once and kept,
 * removed ones go, and lines that a developer has added stay.
 */
export function writeDevVars(
  file: string,
  given: Record<string, string>,
  removed: readonly string[] = [],
): void {
  const vars = existsSync(file) ? parse(readFileSync(file, "utf8")) : new Map<string, string>();
  if (!vars.has("TOKEN_SECRET")) vars.set("TOKEN_SECRET", randomBytes(32).toString("base64url"));
  if (!vars.has("SEALING_KEYS")) vars.set("SEALING_KEYS", randomBytes(32).toString("base64url"));
  if (!vars.has("VAPID_KEYS")) vars.set("VAPID_KEYS", newVapidKeys());
  for (const [name, value] of Object.entries(given)) vars.set(name, value);
  for (const name of removed) vars.delete(name);
  const lines = [...vars].map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(file, lines.join(""), { mode: 0o600 });
}

/** The variables in such a file; empty if the file is missing. */
export function readDevVars(file: string): Record<string, string> {
  return existsSync(file) ? Object.fromEntries(parse(readFileSync(file, "utf8"))) : {};
}

function parse(text: string): Map<string, string> {
  const vars = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      vars.set(name, value.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return vars;
}
