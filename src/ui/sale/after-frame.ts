/** Runs work that can wait until the current frame has been painted. A hidden page paints no frames. */
export function afterFrame(work: () => void): void {
  if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(work));
  else setTimeout(work);
}
