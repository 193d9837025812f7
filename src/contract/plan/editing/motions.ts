import type { Area, Block, Geometry, Section } from "../seat-plan.ts";
import type { Motion } from "./operation-schema.ts";

type Point = [number, number];

/** Moves, rotates or mirrors a section or an area. Arcs and tables keep their shape to the centimeter. */
export function movedPart<T extends Section | Area>(part: T, motion: Motion): T {
  const outline = part.outline.map((point) => movedPoint(point, motion));
  if (!("blocks" in part)) return { ...part, outline };
  return { ...part, outline, blocks: part.blocks.map((block) => movedBlock(block, motion)) };
}

export function movedBlock(block: Block, motion: Motion): Block {
  return { ...block, geometry: movedGeometry(block.geometry, motion) };
}

export function movedPoint([x, y]: Point, motion: Motion): Point {
  if (motion.kind === "move") return [x + motion.by[0], y + motion.by[1]];
  if (motion.kind === "mirror")
    return motion.axis === "x" ? [2 * motion.at - x, y] : [x, 2 * motion.at - y];
  const [cx, cy] = motion.around;
  const [dx, dy] = turned([x - cx, y - cy], motion.angle);
  // Minus zero differs from zero, but looks the same after it was stored.
  return [Math.round(cx + dx) + 0, Math.round(cy + dy) + 0];
}

function movedGeometry(geometry: Geometry, motion: Motion): Geometry {
  if (geometry.type === "points") {
    const points = geometry.points.map((row) => row.map((point) => movedPoint(point, motion)));
    return { ...geometry, points };
  }
  if (geometry.type === "arc") {
    const center = movedPoint(geometry.center, motion);
    const [a0, a1] = geometry.angles.map((angle) => movedAngle(angle, motion)) as Point;
    const rounds = Math.trunc(a0 / 36_000) * 36_000;
    return { ...geometry, center, angles: [a0 - rounds, a1 - rounds] };
  }
  if (geometry.type === "table") {
    const by = motion.kind === "turn" ? motion.angle : 0;
    const turn = (motion.kind === "mirror" ? -geometry.turn : geometry.turn + by) % 36_000;
    return { ...geometry, center: movedPoint(geometry.center, motion), turn: turn + 0 };
  }
  const { from, to, pitch, curve } = geometry;
  const moved = {
    ...geometry,
    from: movedPoint(from, motion),
    to: movedPoint(to, motion),
    pitch: movedVector(pitch, motion),
  };
  // A single row is bent across its own direction, which changes sides in a mirror image.
  const isFlat = pitch[0] === 0 && pitch[1] === 0;
  return motion.kind === "mirror" && isFlat && curve ? { ...moved, curve: -curve } : moved;
}

function movedVector([x, y]: Point, motion: Motion): Point {
  if (motion.kind === "move") return [x, y];
  if (motion.kind === "mirror") return motion.axis === "x" ? [0 - x, y] : [x, 0 - y];
  const [dx, dy] = turned([x, y], motion.angle);
  return [Math.round(dx) + 0, Math.round(dy) + 0];
}

function movedAngle(angle: number, motion: Motion): number {
  if (motion.kind === "turn") return angle + motion.angle;
  if (motion.kind === "mirror") return motion.axis === "x" ? 18_000 - angle : 0 - angle;
  return angle;
}

function turned([x, y]: Point, angle: number): Point {
  const radians = (angle / 100) * (Math.PI / 180);
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return [x * cos - y * sin, x * sin + y * cos];
}
