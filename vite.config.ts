import { defineConfig } from "vite";

export default defineConfig({
  root: "src/ui",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../dist/ui",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // Posters and icons stay files of their own: a data URI cannot be cached or refused by itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
