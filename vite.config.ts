import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

/** What the app needs to start, and to show a ticket, when there is no network; in both languages. */
const offlinePages = /(^|\/)(index|tickets-page|order-page|(ko|en)(-fan)?)-[^/]+\.(js|css)$/;

/** Tells the service worker which files there are. Its own file keeps its name, so that browsers find the next one. */
function builtFiles(): Plugin {
  return {
    name: "built-files",
    generateBundle: {
      // After Vite has taken away the scripts that held nothing but styles: one missing file and nothing is kept.
      order: "post",
      handler(_options, bundle) {
        const worker = Object.values(bundle).find(({ fileName }) => fileName === "sw.js");
        if (worker?.type !== "chunk") throw new Error("the service worker was not built");
        const wanted = new Set<string>();
        const add = (fileName: string) => {
          const file = bundle[fileName];
          if (file === undefined || wanted.has(fileName)) return;
          wanted.add(fileName);
          if (file.type !== "chunk") return;
          file.imports.forEach(add);
          // A page that lacks one of its styles does not open.
          file.viteMetadata?.importedCss.forEach(add);
        };
        Object.keys(bundle)
          .filter((fileName) => offlinePages.test(fileName))
          .forEach(add);
        const files = [...wanted].sort().map((fileName) => `/${fileName}`);
        const version = createHash("sha256").update(files.join()).digest("hex").slice(0, 12);
        worker.code = worker.code.replaceAll("BUILT", JSON.stringify({ version, files }));
      },
    },
  };
}

/** Names the messages of each language in the document, commented out: who draws a page names those it is drawn in. */
function messagePreloads(): Plugin {
  return {
    name: "message-preloads",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        const links = Object.values(bundle ?? {}).flatMap((file) => {
          const lang =
            file.type === "chunk" && /\/i18n\/(ko|en)\.ts$/.exec(file.facadeModuleId ?? "")?.[1];
          if (!lang || file.type !== "chunk") return [];
          const files = [file.fileName, ...file.imports];
          const preloads = files.map(
            (name) => `<link rel="modulepreload" crossorigin href="/${name}">`,
          );
          return `    <!--messages-${lang}${preloads.join("")}-->`;
        });
        return html.replace("    <!--head-->", () => [...links, "    <!--head-->"].join("\n"));
      },
    },
  };
}

export default defineConfig({
  root: "src/ui",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [builtFiles(), messagePreloads()],
  build: {
    outDir: "../../dist/ui",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // Posters and icons stay files of their own: a data URI cannot be cached or refused by itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: "src/ui/index.html", sw: "src/ui/service-worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
