import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { StockPreview } from "../../../../contract/admin/stock/stock.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import type { StockApi } from "../../../api/selling/stock.ts";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import { AskDialog } from "../../parts/confirm-dialog.tsx";
import { may } from "../../staff/employer.ts";
import { type Closed, closing, type SectionSeats, sectionsOf } from "./section-state.ts";

type Asked =
  | { what: "close"; section: SectionSeats; touched: StockPreview }
  | { what: "open"; closed: Closed };

type SectionControlProps = {
  api: Pick<StockApi, "preview" | "create" | "release">;
  plan: Pick<SeatPlan, "sections" | "areas">;
  closed: readonly Closed[];
  onChanged: () => Promise<void>;
};

/** Sections are closed as blocks of the stock, which is the one way in which seats leave the sale. */
export function SectionControl({ api, plan, closed, onChanged }: SectionControlProps) {
  const w = words().cockpit;
  const lang = language.value;
  const sections = useMemo(() => sectionsOf(plan), [plan]);
  const chosen = useSignal("");
  const asked = useSignal<Asked | null>(null);
  const refusal = useSignal<ApiError | null>(null);
  const isBusy = useSignal(false);
  const open = sections.filter(({ id }) => !closed.some(({ section }) => section === id));

  async function act(doing: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    refusal.value = null;
    try {
      await doing();
      return true;
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  const ask = async (event: SubmitEvent) => {
    event.preventDefault();
    const section = open.find(({ id }) => id === chosen.value);
    if (!section) return;
    await act(async () => {
      const touched = await api.preview(closing(section).seats);
      asked.value = { what: "close", section, touched };
    });
  };
  const yes = async ({ ...given }: Asked) => {
    asked.value = null;
    const isDone = await act(async () => {
      if (given.what === "close") await api.create(closing(given.section), crypto.randomUUID());
      else await api.release(given.closed.blockId);
      await onChanged();
    });
    if (!isDone) return;
    chosen.value = "";
    showToast({ text: given.what === "close" ? w.closedDone : w.openedDone });
  };
  const mayEdit = may("stock.edit");
  return (
    <section class="adm__card" aria-labelledby="section-control">
      <h2 id="section-control">{w.openSections}</h2>
      <ProblemNote error={refusal.value ?? undefined} />
      {mayEdit ? (
        <form class="adm__search" onSubmit={(event) => void ask(event)}>
          <select
            class="input"
            aria-label={w.section}
            value={chosen.value}
            onChange={(event) => (chosen.value = event.currentTarget.value)}
          >
            <option value="">{w.chooseSection}</option>
            {open.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
          <button
            class="btn btn--secondary"
            type="submit"
            disabled={chosen.value === "" || isBusy.value}
          >
            {w.close}
          </button>
        </form>
      ) : null}
      {closed.length === 0 ? (
        <p class="c-2 t-14">{w.noneClosed}</p>
      ) : (
        <ul class="stack-2">
          {closed.map((each) => (
            <li key={each.blockId} class="between">
              <span>
                <b>{each.section}</b>{" "}
                <span class="t-14 c-2">{w.closedSeats(count(each.seats, lang))}</span>
              </span>
              {mayEdit ? (
                <button
                  class="btn btn--secondary btn--sm"
                  type="button"
                  disabled={isBusy.value}
                  onClick={() => (asked.value = { what: "open", closed: each })}
                >
                  {w.openAgain}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asked.value ? (
        <Question
          asked={asked.value}
          onClose={() => (asked.value = null)}
          onYes={(given) => void yes(given)}
        />
      ) : null}
    </section>
  );
}

type QuestionProps = { asked: Asked; onClose: () => void; onYes: (asked: Asked) => void };

function Question({ asked, onClose, onYes }: QuestionProps) {
  const w = words().cockpit;
  const lang = language.value;
  const text = (value: number) => count(value, lang);
  if (asked.what === "open")
    return (
      <AskDialog
        title={w.sureOpen(asked.closed.section)}
        text={w.sureOpenText(text(asked.closed.seats))}
        yes={w.openAgain}
        onClose={onClose}
        onYes={() => onYes(asked)}
      />
    );
  const { free, held, kept, paying, sold } = asked.touched;
  const touched = {
    free: text(free),
    held: text(held + kept),
    paying: text(paying),
    sold: text(sold),
  };
  return (
    <AskDialog
      title={w.sureClose(asked.section.id)}
      text={w.sureCloseText(touched)}
      yes={w.close}
      isDanger
      onClose={onClose}
      onYes={() => onYes(asked)}
    />
  );
}
