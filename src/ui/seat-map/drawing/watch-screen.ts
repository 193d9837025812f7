import type { Size } from "./view.ts";

type Shown = { resize: (size: Size, pixelRatio: number) => void; restyle: () => void };

/** Draws anew when the room for it or the colors change. */
export function watchScreen(canvas: HTMLCanvasElement, map: Shown): () => void {
  const resize = () => {
    const { width, height } = canvas.getBoundingClientRect();
    map.resize({ width, height }, devicePixelRatio);
  };
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);
  resize();
  const restyle = () => map.restyle();
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", restyle);
  const themes = new MutationObserver(restyle);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", restyle);
    themes.disconnect();
  };
}
