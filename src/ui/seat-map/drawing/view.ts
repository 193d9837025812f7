/** The visible part of the plan: the center point in centimeters, and CSS pixels per centimeter. */
export type View = { x: number; y: number; scale: number };
export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];
export type Padding = { top: number; right: number; bottom: number; left: number };

export const toScreen = (view: View, size: Size, x: number, y: number): Point => ({
  x: (x - view.x) * view.scale + size.width / 2,
  y: (y - view.y) * view.scale + size.height / 2,
});

export const toPlan = (view: View, size: Size, { x, y }: Point): Point => ({
  x: (x - size.width / 2) / view.scale + view.x,
  y: (y - size.height / 2) / view.scale + view.y,
});

/** The view that shows the box as large as the room inside the padding allows. */
export function fitTo([x0, y0, x1, y1]: Box, size: Size, pad: Padding): View {
  const width = Math.max(1, size.width - pad.left - pad.right);
  const height = Math.max(1, size.height - pad.top - pad.bottom);
  const scale = Math.min(width / Math.max(1, x1 - x0), height / Math.max(1, y1 - y0));
  return {
    x: (x0 + x1) / 2 - (pad.left - pad.right) / 2 / scale,
    y: (y0 + y1) / 2 - (pad.top - pad.bottom) / 2 / scale,
    scale,
  };
}

/** Zooms with the point under `at` fixed. */
export function zoomAt(view: View, size: Size, at: Point, scale: number): View {
  const under = toPlan(view, size, at);
  return {
    scale,
    x: under.x - (at.x - size.width / 2) / scale,
    y: under.y - (at.y - size.height / 2) / scale,
  };
}

/** Keeps the center of the screen over the plan, so that the plan cannot get lost. */
export function keepInside(view: View, [x0, y0, x1, y1]: Box): View {
  const within = (value: number, from: number, to: number) => Math.max(from, Math.min(to, value));
  return { scale: view.scale, x: within(view.x, x0, x1), y: within(view.y, y0, y1) };
}

/** A view on the way between two others; the zoom looks even. */
export function between(from: View, to: View, part: number): View {
  const scale = from.scale * (to.scale / from.scale) ** part;
  // The center follows the zoom, so that the goal approaches steadily and never swings past.
  const along =
    from.scale === to.scale ? part : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
  return { scale, x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along };
}

/** The margin around the plan for the names of rows and sections. */
const namesPx = 80;
const slackPx = 0.5;

type Seen = { view: View; size: Size };

/** True if a picture drawn for one view covers everything that another view shows. */
export function showsAll(drawn: Seen, wanted: Seen, [x0, y0, x1, y1]: Box): boolean {
  const corner = (right: 0 | 1) =>
    toPlan(wanted.view, wanted.size, {
      x: right * wanted.size.width,
      y: right * wanted.size.height,
    });
  const beyond = namesPx / drawn.view.scale;
  const [from, to] = [corner(0), corner(1)];
  const least = toScreen(
    drawn.view,
    drawn.size,
    Math.max(from.x, x0 - beyond),
    Math.max(from.y, y0 - beyond),
  );
  const most = toScreen(
    drawn.view,
    drawn.size,
    Math.min(to.x, x1 + beyond),
    Math.min(to.y, y1 + beyond),
  );
  return (
    least.x >= -slackPx &&
    least.y >= -slackPx &&
    most.x <= drawn.size.width + slackPx &&
    most.y <= drawn.size.height + slackPx
  );
}
