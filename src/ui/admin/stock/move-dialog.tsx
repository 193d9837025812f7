import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import { Dialog } from "../../components/dialog.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { Refusal, Touched, usePreview } from "./block-form.tsx";
import { nameOf } from "../staff-map/block-name.ts";
import type { Stock } from "./stock-state.ts";

type MoveDialogProps = {
  stock: Stock;
  block: StockBlock;
  seats: readonly number[];
  way: "add" | "remove";
  onClose: () => void;
  onDone: () => void;
};

/** Puts the chosen seats into a block, or takes them out of it, once it has said what that touches. */
export function MoveDialog({ stock, block, seats, way, onClose, onDone }: MoveDialogProps) {
  const w = words().adminStock;
  const preview = usePreview(stock, seats);
  const name = nameOf(block, words());
  const own = preview.value?.blocks.find(({ id }) => id === block.id)?.seats ?? 0;
  const yes = async () => {
    const change =
      way === "add"
        ? { add: [...seats], whenFree: true, isMoving: true, isPartial: true }
        : { remove: [...seats] };
    if (await stock.change(block, change)) onDone();
  };
  return (
    <Dialog title={way === "add" ? w.addTo(name) : w.takeOut(name)} onClose={onClose}>
      {way === "add" ? (
        <Touched preview={preview.value} />
      ) : (
        <p class="c-2" role="status">
          {w.leaveBlock(count(own, language.value), own)}
        </p>
      )}
      <Refusal stock={stock} />
      <div class="adm__answers">
        <button class="btn btn--secondary" type="button" onClick={onClose}>
          {words().admin.back}
        </button>
        <button
          class="btn btn--primary"
          type="button"
          disabled={stock.isBusy.value || !preview.value || (way === "remove" && own === 0)}
          onClick={() => void yes()}
        >
          {way === "add" ? w.yesAdd : w.yesTakeOut}
        </button>
      </div>
    </Dialog>
  );
}

type ReleaseDialogProps = {
  stock: Stock;
  block: StockBlock;
  onClose: () => void;
  onDone: () => void;
};

/** Ends a block: its free seats go to the waitlist, or on sale. */
export function ReleaseDialog({ stock, block, onClose, onDone }: ReleaseDialogProps) {
  const [w, lang] = [words().adminStock, language.value];
  const { free, held, sold } = block.counts;
  const yes = async () => {
    if (await stock.release(block)) onDone();
  };
  return (
    <Dialog title={w.releaseTitle(nameOf(block, words()))} onClose={onClose}>
      <p class="c-2">
        {[
          w.releaseText(count(free, lang), free),
          ...(held + sold > 0 ? [w.releaseRest(count(held + sold, lang), held + sold)] : []),
          ...(block.channel === "code" ? [w.noWayBack] : []),
        ].join(" ")}
      </p>
      <Refusal stock={stock} />
      <div class="adm__answers">
        <button class="btn btn--secondary" type="button" onClick={onClose}>
          {words().admin.back}
        </button>
        <button
          class="btn btn--primary"
          type="button"
          disabled={stock.isBusy.value}
          onClick={() => void yes()}
        >
          {w.release}
        </button>
      </div>
    </Dialog>
  );
}
