/* Functions that run in the page, so each holds all that it needs. */

type Box = { x: number; y: number; width: number; height: number };

/** From a stroke to the frame that shows what it did: a box around seats, or undoing. */
export async function strokeMs({ undo, box }: { undo: boolean; box: Box | null }): Promise<number> {
  const canvas = document.querySelector<HTMLCanvasElement>(".pe__canvas");
  if (!canvas) throw new Error("the plan is not drawn");
  const { left, top } = canvas.getBoundingClientRect();
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const point = (type: string, x: number, y: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        pointerType: "mouse",
        button: 0,
        // A box, even if it begins on a section.
        shiftKey: true,
        clientX: left + x,
        clientY: top + y,
      }),
    );
  // There is no such pointer to capture.
  canvas.setPointerCapture = () => {};
  if (box) {
    point("pointerdown", box.x, box.y);
    point("pointermove", box.x + 20, box.y + 20);
    point("pointermove", box.x + box.width, box.y + box.height);
  }
  await frame();
  await frame();
  const startedAt = performance.now();
  if (box) point("pointerup", box.x + box.width, box.y + box.height);
  if (undo)
    canvas.dispatchEvent(
      new KeyboardEvent("keydown", { code: "KeyZ", key: "z", ctrlKey: true, bubbles: true }),
    );
  await frame();
  // The next task comes after the frame is made, with all that its canvases draw.
  await new Promise((resolve) => setTimeout(resolve));
  return performance.now() - startedAt;
}

/** How many frames a second show a drag from this point. */
export async function dragFrames({ x, y, steps }: { x: number; y: number; steps: number }) {
  const canvas = document.querySelector<HTMLCanvasElement>(".pe__canvas");
  if (!canvas) throw new Error("the plan is not drawn");
  const { left, top } = canvas.getBoundingClientRect();
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const point = (type: string, dx: number, dy: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        pointerType: "mouse",
        button: 0,
        clientX: left + x + dx,
        clientY: top + y + dy,
      }),
    );
  canvas.setPointerCapture = () => {};
  point("pointerdown", 0, 0);
  point("pointermove", 8, 8);
  await frame();
  const startedAt = await frame();
  let last = startedAt;
  for (let step = 0; step < steps; step++) {
    point("pointermove", 10 + step, 10 + (step % 20));
    last = await frame();
  }
  point("pointerup", 10 + steps, 10);
  await frame();
  return (steps * 1_000) / (last - startedAt);
}
