import type { Finding } from "../../../../contract/plan/checking/plan-faults.ts";
import { Tabs } from "../../../components/tabs.tsx";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { selectedParts } from "../state/editor.ts";
import { ChecksPanel } from "./checks-panel.tsx";
import { PartPanel } from "./part-panel.tsx";
import { PartsPanel } from "./parts-panel.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { SeatsPanel } from "./seats-panel.tsx";
import { StagePanel } from "./stage-panel.tsx";
import { ToolOptionsPanel } from "./tool-options.tsx";
import { TreePanel } from "./tree-panel.tsx";

/** Beside the plan: what is selected and can be changed, the list of everything, and the checks. */
export function SidePanel({
  studio,
  findings,
}: {
  studio: Studio;
  findings: readonly Finding[] | null;
}) {
  const w = words().planEditor.panels;
  const chosen = studio.panel.value;
  return (
    <aside class="pe__panel" aria-label={w.title}>
      <Tabs
        label={w.title}
        tabs={[
          { id: "properties", name: w.properties, count: 0 },
          { id: "list", name: w.list, count: 0 },
          { id: "checks", name: w.checks, count: findings?.length ?? 0 },
        ]}
        chosen={chosen}
        onChoose={(id) => (studio.panel.value = id as typeof chosen)}
      >
        {chosen === "list" ? (
          <TreePanel studio={studio} />
        ) : chosen === "checks" ? (
          <ChecksPanel studio={studio} findings={findings} />
        ) : (
          <Properties studio={studio} />
        )}
      </Tabs>
    </aside>
  );
}

function Properties({ studio }: { studio: Studio }) {
  const { editor } = studio;
  const selection = editor.selection.value;
  const parts = selectedParts(editor);
  const [only] = parts;
  return (
    <>
      <ToolOptionsPanel studio={studio} />
      {selection.kind === "stage" ? (
        <StagePanel studio={studio} at={selection.at} />
      ) : selection.kind === "seats" ? (
        <SeatsPanel studio={studio} seats={selection.seats} />
      ) : only && parts.length === 1 ? (
        <PartPanel key={only.id} studio={studio} part={only} />
      ) : parts.length > 1 ? (
        <PartsPanel studio={studio} parts={parts} />
      ) : (
        <PlanPanel studio={studio} />
      )}
    </>
  );
}
