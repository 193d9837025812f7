import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type {
  StockBlock,
  StockChannel,
  StockKind,
  StockPreview,
  StockReason,
} from "../../../contract/admin/stock/stock.ts";
import type { NewBlock } from "../../api/selling/stock.ts";
import { Dialog } from "../../components/dialog.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Icon } from "../../components/icon.tsx";
import { language, words } from "../../state/language.ts";
import { localTextOf, momentOfText } from "../concert-draft/fields/moment-text.ts";
import { blockKindOf } from "../staff-map/seat-kinds.ts";
import { SeatSymbol } from "../staff-map/seat-symbol.tsx";
import { stockReasons } from "./stock-reasons.ts";
import type { Stock } from "./stock-state.ts";
import { touchText } from "./touch-text.ts";

const kinds: readonly StockKind[] = ["house", "allotment", "channel", "killed"];

type BlockFormProps = {
  stock: Stock;
  /** The block that is changed; null makes one of the seats. */
  block: StockBlock | null;
  seats: readonly number[];
  timeZone: string;
  onClose: () => void;
  onDone: () => void;
};

/** Makes a block of the chosen seats, or changes what a block says. What it touches is said first. */
export function BlockForm({ stock, block, seats, timeZone, onClose, onDone }: BlockFormProps) {
  const w = words().adminStock;
  const key = useMemo(() => crypto.randomUUID(), []);
  const kind = useSignal<StockKind>(block?.kind ?? "house");
  const reason = useSignal<StockReason>(block?.reason ?? "guest");
  const channel = useSignal<StockChannel>(block?.channel ?? "counter");
  const text = useSignal({
    owner: block?.owner ?? "",
    note: block?.note ?? "",
    agency: block?.agency ?? "",
    code: "",
    releaseAt: block?.releaseAt ? localTextOf(block.releaseAt, timeZone) : "",
  });
  const preview = usePreview(stock, block ? [] : seats);
  const field = (name: keyof typeof text.value) => ({
    value: text.value[name],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      text.value = { ...text.value, [name]: currentTarget.value };
    },
  });
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const { owner, note, agency, code, releaseAt } = text.value;
    const facts = { owner, note, releaseAt: momentOfText(releaseAt, timeZone) };
    const made: NewBlock = {
      ...facts,
      kind: kind.value,
      reason: reason.value,
      ...(kind.value === "channel" && { channel: channel.value }),
      ...(kind.value === "channel" && channel.value === "code" && { code }),
      ...(kind.value === "allotment" && { agency }),
      seats: [...seats],
      whenFree: true,
      isMoving: true,
      isPartial: true,
    };
    const done = block
      ? await stock.change(block, { ...facts, reason: reason.value })
      : await stock.create(made, key);
    if (done) onDone();
  };
  const hasReason = kind.value === "house" || kind.value === "killed";
  const isReady = block !== null || (preview.value && preview.value.total > preview.value.sold);
  return (
    <Dialog title={block ? w.changeTitle : w.createTitle} onClose={onClose}>
      {block ? null : <Touched preview={preview.value} />}
      <form class="stack stock__form" onSubmit={(event) => void send(event)}>
        {block ? null : (
          <div class="stock__kinds" role="radiogroup" aria-label={w.kind}>
            {kinds.map((each) => (
              <label key={each} class="stock__kind">
                <input
                  type="radio"
                  name="stock-kind"
                  checked={kind.value === each}
                  onChange={() => {
                    kind.value = each;
                    reason.value = each === "killed" ? "camera" : "guest";
                  }}
                />
                <SeatSymbol kind={blockKindOf(each)} />
                <span>
                  <b>{words().staffMap.kinds[blockKindOf(each)]}</b>
                  <br />
                  <span class="t-14 c-2">{w.kindTexts[blockKindOf(each)]}</span>
                </span>
              </label>
            ))}
          </div>
        )}
        {hasReason ? (
          <div class="field">
            <label for="stock-reason">{w.reason}</label>
            <select
              class="input"
              id="stock-reason"
              value={reason.value}
              onChange={({ currentTarget }) => (reason.value = currentTarget.value as StockReason)}
            >
              {stockReasons.map((each) => (
                <option key={each} value={each}>
                  {w.reasons[each]}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        {kind.value === "allotment" && !block ? (
          <div class="field">
            <label for="stock-agency">{w.agency}</label>
            <input class="input" id="stock-agency" required maxLength={100} {...field("agency")} />
          </div>
        ) : null}
        {kind.value === "channel" && !block ? (
          <>
            <div class="field">
              <label for="stock-channel">{w.channel}</label>
              <select
                class="input"
                id="stock-channel"
                value={channel.value}
                onChange={({ currentTarget }) =>
                  (channel.value = currentTarget.value as StockChannel)
                }
              >
                <option value="counter">{w.channels.counter}</option>
                <option value="code">{w.channels.code}</option>
              </select>
            </div>
            {channel.value === "code" ? (
              <div class="field">
                <label for="stock-code">{w.code}</label>
                <input
                  class="input"
                  id="stock-code"
                  required
                  minLength={4}
                  maxLength={64}
                  autocomplete="off"
                  aria-describedby="stock-code-help"
                  {...field("code")}
                />
                <p class="help" id="stock-code-help">
                  {w.codeHelp}
                </p>
              </div>
            ) : null}
          </>
        ) : null}
        <div class="stock__pair">
          <div class="field">
            <label for="stock-owner">
              {w.owner}
              <span class="opt"> · {w.optional}</span>
            </label>
            <input class="input" id="stock-owner" maxLength={100} {...field("owner")} />
          </div>
          {kind.value === "killed" ? null : (
            <div class="field">
              <label for="stock-release">
                {w.releaseAt}
                <span class="opt"> · {w.optional}</span>
              </label>
              <input
                class="input"
                id="stock-release"
                type="datetime-local"
                aria-describedby="stock-release-help"
                {...field("releaseAt")}
              />
            </div>
          )}
        </div>
        <p class="help" id="stock-release-help" hidden={kind.value === "killed"}>
          {w.releaseHelp}
        </p>
        <div class="field">
          <label for="stock-note">
            {w.note}
            <span class="opt"> · {w.optional}</span>
          </label>
          <input class="input" id="stock-note" maxLength={500} {...field("note")} />
        </div>
        <Refusal stock={stock} />
        <div class="dialog__actions">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit" disabled={stock.isBusy.value || !isReady}>
            {block ? w.save : w.create}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asked when the dialog opens, and of the object itself: the map may be a second behind. */
export function usePreview(stock: Stock, seats: readonly number[]) {
  const preview = useSignal<StockPreview | null>(null);
  useEffect(() => {
    if (seats.length > 0)
      void stock
        .preview(seats)
        .then((found) => (preview.value = found))
        .catch(() => {});
  }, [seats]);
  return preview;
}

export function Touched({ preview }: { preview: StockPreview | null }) {
  const lang = language.value;
  if (!preview) return <SkeletonLines lines={2} />;
  const isCalm = preview.held + preview.paying + preview.sold === 0;
  return (
    <div class={`note ${isCalm ? "" : "note--warn"}`} role="status">
      <Icon name={isCalm ? "info" : "alert"} />
      <p>{touchText(preview, words(), lang).join(" ")}</p>
    </div>
  );
}

/** The last act was refused, in words. */
export function Refusal({ stock }: { stock: Stock }) {
  const code = stock.refusal.value?.code;
  return (
    <p class="error" role="alert">
      {code ? words().problem[code] : null}
    </p>
  );
}
