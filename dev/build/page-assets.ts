import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "../..");
const source = join(root, "src/ui/queue");
const target = join(root, "src/worker/pages/page-assets.json");
const read = (file: string) => readFileSync(join(source, file), "utf8");

/** The scripts and the style of the Worker's own pages, small and with their hashes, as the Worker carries them. */
export async function pageAssets(): Promise<string> {
  const screen = readFileSync(join(root, "src/ui/index.html"), "utf8");
  // These pages load no scripts, so they need no policy for them: only the choice of the theme.
  const theme = /<script>[^]*?(try \{[^]*?)<\/script>/.exec(screen)?.[1] ?? "";
  const assets = {
    theme: asset(
      theme
        .replaceAll(/^\s*\/\/.*\n/gm, "")
        .replaceAll(/\n\s*/g, " ")
        .trim(),
    ),
    queue: asset(await bundle("queue.ts", { checksPersons: "false" })),
    checkedQueue: asset(await bundle("queue.ts", { checksPersons: "true" })),
    draw: asset(await bundle("draw.ts")),
    style: asset(shortNames(squeezed(["queue.css", "queue-controls.css"].map(read).join("")))),
  };
  return `${JSON.stringify(assets, null, 2)}\n`;
}

async function bundle(file: string, define: Record<string, string> = {}): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: "error",
    define,
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input: join(source, file), output: { format: "iife" } },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (chunk?.type !== "chunk") throw new Error(`${file} gave no script`);
  return chunk.code.trim();
}

function squeezed(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,>]) ?/g, "$1")
    .replaceAll(/="(\w+)"\]/g, "=$1]")
    .replaceAll(/([ :(,-])0\.(?=\d)/g, "$1.")
    .replaceAll(/: /g, ":")
    .replaceAll(";}", "}")
    .trim();
}

/** Colors have one letter each, since they are named all over a style that every fan of a rush loads. */
function shortNames(css: string): string {
  const root = /:root\{[^}]*\}/.exec(css)?.[0] ?? "";
  const names = [...root.matchAll(/--[\w-]+(?=:)/g)].map(([name]) => name);
  return css.replaceAll(/--[\w-]+/g, (name) => {
    const at = names.indexOf(name);
    return at < 0 ? name : `--${(at + 10).toString(36)}`;
  });
}

/** The page's policy contains the hash, so that no other script or style can run there. */
function asset(text: string) {
  return { text, sha256: createHash("sha256").update(text).digest("base64") };
}

if (import.meta.main) writeFileSync(target, await pageAssets());
