import "./keys.css";
import { Dialog } from "../../../components/dialog.tsx";
import { words } from "../../../state/language.ts";
import { tenderKinds } from "../money/tender-pad.ts";
import { counterKeys, hasSingleKeys, setSingleKeys } from "./counter-keys.ts";

const named = [
  "sell",
  "find",
  "list",
  "amount",
  "exact",
  "quick",
  "pay",
  "print",
  "receipt",
  "next",
  "clear",
  "sheet",
] as const;

/** Every key, by what it does. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const w = words().counter;
  const rows = [
    ...named.map((name) => [counterKeys[name], w.keySheet[name]] as const),
    ...tenderKinds.map((kind) => [counterKeys[kind], w.tender.kinds[kind]] as const),
  ];
  return (
    <Dialog title={w.keySheet.title} onClose={onClose}>
      <dl class="ctr__keys" tabIndex={0}>
        {rows.map(([key, text]) => (
          <div key={text}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={hasSingleKeys.value}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <span>{w.keySheet.single}</span>
      </label>
    </Dialog>
  );
}
