import type { Hall } from "../../seat-map/hall.ts";
import type { Box } from "../../seat-map/drawing/view.ts";
import { local, words } from "../../state/language.ts";
import type { Filter } from "./filter.ts";

type LevelsProps = { hall: Hall; filter: Filter; onShow: (box: Box) => void };

/** Shows one level at a time; pressing it again shows all. */
export function Levels({ hall, filter, onShow }: LevelsProps) {
  const levels = hall.plan.levels.filter(({ id }) => hall.parts.some(({ level }) => level === id));
  if (levels.length < 2) return null;
  const choose = (id: string) => {
    filter.level.value = filter.level.value === id ? null : id;
    onShow(boxOf(hall, filter.level.value));
  };
  return (
    <div class="levels" role="group" aria-label={words().map.levels}>
      {levels.map(({ id, name }) => (
        <button
          key={id}
          class="levels__one"
          type="button"
          aria-pressed={filter.level.value === id}
          onClick={() => choose(id)}
        >
          {local(name)}
        </button>
      ))}
    </div>
  );
}

/** All sections of the level; of the whole plan, for null. */
function boxOf({ floor, parts }: Hall, level: string | null): Box {
  if (level === null) return floor.bounds;
  const boxes = floor.groups.flatMap(({ box }, index) =>
    parts[index]?.level === level ? [box] : [],
  );
  return [
    Math.min(...boxes.map(([x]) => x)),
    Math.min(...boxes.map(([, y]) => y)),
    Math.max(...boxes.map(([, , x]) => x)),
    Math.max(...boxes.map(([, , , y]) => y)),
  ];
}
