import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { confirm, toolKeys } from "../state/keys.ts";
import { SelectLine, TextLine } from "../groups/fields.tsx";
import { RowChoices } from "../groups/row-choices.tsx";
import { StandingChoices, TableChoices } from "../groups/place-choices.tsx";
import { PicturePanel } from "./picture-panel.tsx";
import { ZoneChoice } from "../groups/zone-choice.tsx";

/** The choices of the tool in hand, and a button that does with it what a click in the middle would. */
export function ToolOptionsPanel({ studio }: { studio: Studio }) {
  const tool = studio.editor.tool.value;
  const w = words().planEditor;
  if (tool === "select" || tool === "hand" || tool === "lasso" || tool === "number") return null;
  const canPlace = !["paint", "accessible", "restricted", "picture", "outline"].includes(tool);
  return (
    <section class="pe__tool" aria-label={w.tools[tool]}>
      <h2>{w.tools[tool]}</h2>
      <p class="help">{w.toolHelp[tool]}</p>
      <Choices studio={studio} />
      {canPlace ? (
        <button
          class="btn btn--primary btn--sm pe__more"
          type="button"
          aria-keyshortcuts="Enter"
          onClick={() => confirm(studio)}
        >
          {w.placeInMiddle}
        </button>
      ) : null}
      <p class="help">
        <kbd>{toolKeys[tool]}</kbd> · <kbd>Esc</kbd> {w.putDown}
      </p>
    </section>
  );
}

function Choices({ studio }: { studio: Studio }) {
  const { editor, options } = studio;
  const w = words().planEditor;
  switch (editor.tool.value) {
    case "row":
      return <RowChoices studio={studio} form={options.rows} isRow />;
    case "block":
    case "outline":
      return <RowChoices studio={studio} form={options.block} isRow={false} />;
    case "table":
      return <TableChoices studio={studio} />;
    case "standing":
      return <StandingChoices studio={studio} />;
    case "paint":
      return (
        <ZoneChoice
          zones={editor.plan.value.zones}
          chosen={new Set([options.zone.value || (editor.plan.value.zones[0]?.id ?? "")])}
          onChoose={({ id }) => (options.zone.value = id)}
        />
      );
    case "accessible":
      return (
        <SelectLine
          id="mark"
          label={w.marks.title}
          value={options.mark.value}
          options={[
            ["accessible", w.marks.accessible],
            ["companion", w.marks.companion],
          ]}
          onValue={(mark) => (options.mark.value = mark)}
        />
      );
    case "restricted":
      return <RestrictedChoices studio={studio} />;
    case "picture":
      return <PicturePanel studio={studio} />;
    default:
      return null;
  }
}

function RestrictedChoices({ studio }: { studio: Studio }) {
  const { restrictedText } = studio.options;
  const w = words().planEditor;
  const { ko, en } = restrictedText.value;
  return (
    <>
      <TextLine
        id="restricted-ko"
        label={w.names.korean}
        lang="ko"
        value={ko}
        placeholder={w.marks.example}
        onText={(text) => (restrictedText.value = { ko: text, en: restrictedText.value.en })}
      />
      <TextLine
        id="restricted-en"
        label={w.names.english}
        lang="en"
        value={en}
        onText={(text) => (restrictedText.value = { ko: restrictedText.value.ko, en: text })}
      />
    </>
  );
}
