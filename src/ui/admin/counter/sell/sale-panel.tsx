import type { Schedule } from "../../../../contract/catalog/concerts.ts";
import { Icon } from "../../../components/icon.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { count, money } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { may } from "../../staff/employer.ts";
import { TenderFields } from "../money/tender-fields.tsx";
import { CounterIcon } from "../screen/counter-icon.tsx";
import type { Counter } from "../screen/counter.ts";
import { BestSeats } from "./best-seats.tsx";
import { BuyerFields } from "./buyer-fields.tsx";
import { HoldClock } from "./hold-clock.tsx";
import { SeatLine } from "./seat-line.tsx";

type SalePanelProps = {
  counter: Counter;
  schedule: Schedule;
  /** The free seats of each zone, as the map knows them. */
  freeIn: (zoneId: string) => number | null;
};

/** What this customer takes, and how it is paid. */
export function SalePanel({ counter, schedule, freeIn }: SalePanelProps) {
  const w = words().counter.sell;
  const { holding, sale, acts } = counter;
  const priced = sale.priced.value;
  const { currency } = counter.about;
  const lines = priced?.lines ?? [];
  const isPaying = acts.state.value !== "idle";
  return (
    <aside class="ctr__side" aria-label={w.customer}>
      <div class="ctr__scroll">
        <div class="sell__head">
          <h2>
            {lines.length === 0 ? w.none : w.seats(count(lines.length, language.value))}
            <HoldClock holding={holding} isPaying={isPaying} />
          </h2>
          {lines.length > 0 ? (
            <button class="btn btn--quiet" type="button" onClick={counter.clear}>
              {w.clear}
            </button>
          ) : null}
        </div>
        <Refused counter={counter} />
        {counter.about.canSell ? null : (
          <p class="note note--warn">
            <Icon name="alert" />
            {counter.about.why ? words().counter.why[counter.about.why] : null}{" "}
            {words().counter.cannotSell}
          </p>
        )}
        {lines.length === 0 ? (
          <Nobody {...{ counter, schedule, freeIn }} />
        ) : (
          <>
            <ul>
              {lines.map((line) => (
                <SeatLine
                  key={line.seat}
                  line={line}
                  zone={schedule.zones.find(({ id }) => id === line.zoneId)}
                  currency={currency}
                  canGive={may("counter.give")}
                  onChoose={(change) => sale.choose(line.seat, change)}
                  onRemove={() => holding.touch(line.seat)}
                />
              ))}
            </ul>
            <BuyerFields sale={sale} />
          </>
        )}
      </div>
      {lines.length > 0 ? (
        <>
          <TenderFields pad={sale.pad} currency={currency} />
          <PayBar counter={counter} />
        </>
      ) : null}
    </aside>
  );
}

/** Why the last sale was refused, or that it did not happen. */
function Refused({ counter: { acts } }: { counter: Counter }) {
  const w = words().counter;
  if (acts.missed.value?.kind === "sale")
    return (
      <div class="note note--warn" role="alert">
        <Icon name="alert" />
        <p>{w.missed.sale}</p>
      </div>
    );
  return <ProblemNote error={acts.refusal.value ?? undefined} />;
}

/** Before a seat is chosen: let the best ones be found. */
function Nobody({ counter, schedule, freeIn }: SalePanelProps) {
  const w = words().counter.sell;
  const { holding } = counter;
  return (
    <div class="sell__empty">
      {holding.lapsed.value.length > 0 ? (
        <div class="note note--warn" role="status">
          <Icon name="clock" />
          <p>
            {w.over}{" "}
            <button class="link" type="button" onClick={() => void holding.again()}>
              {w.again}
            </button>
          </p>
        </div>
      ) : (
        <p class="c-2">{w.noneText}</p>
      )}
      <BestSeats
        {...{ holding, schedule, freeIn }}
        hasFees={counter.about.hasFees}
        isOff={!counter.canAct.value || !counter.about.canSell}
      />
    </div>
  );
}

/** The sum and the one main button, which says what it will do. */
function PayBar({ counter }: { counter: Counter }) {
  const w = words().counter;
  const { sale, acts, about } = counter;
  const next = sale.pad.next.value;
  const lacks = sale.lacks.value;
  const of = (amount: number) => money({ amount, currency: about.currency }, language.value);
  const { totalMinor, feesMinor } = sale.priced.value ?? { totalMinor: 0, feesMinor: 0 };
  const isBusy = acts.state.value === "asking" || counter.holding.isBusy.value;
  const isOff = !counter.canAct.value || next.kind === "nothing" || lacks !== null;
  return (
    <div class="ctr__foot">
      <p class="sell__total">
        <span>
          {w.sell.total}
          <small>{feesMinor > 0 ? w.sell.fees(of(feesMinor)) : w.sell.noFees}</small>
        </span>
        <b>{of(totalMinor)}</b>
      </p>
      <button
        class="btn btn--primary btn--block ctr__go"
        type="button"
        aria-busy={isBusy}
        aria-disabled={isOff}
        onClick={() => void counter.pay()}
      >
        {isBusy ? null : <CounterIcon name={totalMinor === 0 ? "gift" : "print"} />}
        {acts.state.value === "asking" ? w.sell.paying : goText(counter, of)}
      </button>
      <p class="help" role="status">
        {lacks === "proof"
          ? w.sell.needsProof
          : lacks === "reason"
            ? w.sell.needsReason
            : next.kind === "part"
              ? w.sell.rest(of(next.restMinor))
              : ""}
      </p>
    </div>
  );
}

/** What the press does: money first, then the tickets. */
function goText({ sale: { pad, priced } }: Counter, of: (amount: number) => string): string {
  const w = words().counter.sell;
  const next = pad.next.value;
  if ((priced.value?.totalMinor ?? 0) === 0) return w.give;
  if (next.kind === "part") return w.payPart(of(next.part.receivedMinor ?? next.part.amountMinor));
  const last = next.kind === "pay" ? next.parts.at(-1) : undefined;
  if (pad.kind.value === "bank-transfer") return w.payTransfer;
  if (pad.kind.value === "cash" && last) return w.pay(of(last.receivedMinor ?? last.amountMinor));
  return w.payExact(of(last?.amountMinor ?? pad.leftMinor.value));
}
