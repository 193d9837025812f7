/** Does what can wait once the frame that is being made is on the screen. A page that is not seen makes none. */
export function afterFrame(work: () => void): void {
  if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(work));
  else setTimeout(work);
}
