import "./design.css";
import { useTitle } from "../components/title.tsx";
import { Actions, Choices, Fields } from "./design-controls.tsx";
import { Feedback, Showings, Times } from "./design-content.tsx";
import { Part } from "./design-part.tsx";

const colors = {
  Grounds: ["bg", "surface", "raised", "map"],
  Texts: ["text", "text-2", "text-3", "brand-text", "danger", "warn", "ok"],
  Lines: ["line", "hair", "hair-2", "focus"],
  Marks: ["brand", "brand-hover", "brand-press", "brand-tint", "ink"],
  Zones: ["zone-1", "zone-2", "zone-3", "zone-4", "zone-5", "zone-6"],
  Seats: ["seat-held", "seat-taken", "seat-mine", "seat-mine-ring"],
};
const sizes = [12, 14, 16, 18, 20, 24, 30, 38];

/** Every component in every state, for developers. No page links to it. */
export function DesignPage() {
  useTitle("Design");
  return (
    <main id="main" class="wrap page design">
      <h1>Design</h1>
      <Part title="Color">
        {Object.entries(colors).map(([group, names]) => (
          <div key={group} class="design__row">
            <h3>{group}</h3>
            <ul class="design__swatches">
              {names.map((name) => (
                <li key={name}>
                  <i
                    class={`design__swatch`}
                    ref={(at) => at?.style.setProperty("--of", `var(--${name})`)}
                  />
                  <code>{name}</code>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Part>
      <Part title="Type">
        {sizes.map((size) => (
          <p
            key={size}
            ref={(at) =>
              at?.style.setProperty("font", `600 var(--fs-${size})/var(--lh-${size}) var(--font)`)
            }
          >
            {size} 가장 큰 파도가 오는 밤 The night of the biggest wave 154,000
          </p>
        ))}
      </Part>
      <Actions />
      <Fields />
      <Choices />
      <Feedback />
      <Times />
      <Showings />
    </main>
  );
}
