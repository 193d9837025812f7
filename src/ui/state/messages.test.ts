import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it, vi } from "vitest";

/** A file and everything that loads with it: its imports, except types and lazy ones. */
function comesWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(
    /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gm,
  );
  for (const [, path = ""] of imports) comesWith(normalize(join(dirname(file), path)), seen);
  return seen;
}

it("[V301] a file of the first load uses only messages that come with the first load", () => {
  const first = [...comesWith("src/ui/main.tsx"), ...comesWith("src/ui/server.tsx")];
  expect(first).toContain("src/ui/concert/concert-page.tsx");
  const beyond = /import \{[^}]*\bwords\b[^}]*\} from "[^"]*\/language\.ts"/;
  expect(first.filter((file) => beyond.test(readFileSync(file, "utf8")))).toEqual([]);
  const messages = first.filter((file) => file.includes("/i18n/") && !file.includes("/format"));
  expect(messages.filter((file) => /-(fan|mine|money|map|buying)\.ts$/.test(file))).toEqual([]);
  expect([...comesWith("src/ui/main.tsx")].filter((file) => /i18n\/(ko|en)/.test(file))).toEqual(
    [],
  );
});

it("[V302] one language is loaded at a time, and a change of language reloads every loaded message file", async () => {
  // Other tests share the loaded messages; this one starts with none.
  vi.resetModules();
  const { loadMessages, loadSameIn, messagesIn } = await import("./messages.ts");
  await loadMessages("en", "public");
  expect(messagesIn("en").home?.title).toBe("Concert tickets");
  expect([messagesIn("ko"), messagesIn("en").checkout]).toEqual([{}, undefined]);
  await loadMessages("en", "fan");
  await loadSameIn("ko");
  expect([messagesIn("ko").home?.title, messagesIn("ko").checkout?.title]).toEqual([
    "공연 예매",
    "결제",
  ]);
});
