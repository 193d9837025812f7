import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { CreateRefundJob } from "../../../contract/admin/refunds/refund-jobs.ts";
import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import { listAdminSchedules } from "../../api/admin.ts";
import { asApiError } from "../../api/problem.ts";
import { createRefundJob } from "../../api/selling/refunds.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { dayAndHour } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { FormField } from "../parts/form-field.tsx";
import { Destination, MoneySwitch, Reason, SeatSwitch } from "./refund-fields.tsx";
import { askedBy, firstChoice } from "./refund-state.ts";

const targets = ["original", "wallet", "hand"] as const;

/** Which orders, and with which of the same switches as for one order. Sending it works everything out. */
export function JobForm({ date }: { date: string }) {
  const w = words().adminRefundJobs;
  const choice = useSignal({ ...firstChoice([0]), by: "full" as const } as ReturnType<
    typeof firstChoice
  >);
  const trouble = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const key = useRef(crypto.randomUUID());
  const send = async (form: HTMLFormElement) => {
    const selection = selectionOf(new FormData(form));
    const asked = askedBy(choice.value);
    trouble.value = selection ? null : w.missing;
    if (!asked || !selection || isBusy.value) return;
    isBusy.value = true;
    const { seats: _, ...switches } = asked;
    try {
      const reason = choice.value.reason.trim();
      const job = await createRefundJob({ selection, ...switches, reason }, key.current);
      navigate(`/admin/refunds/${job.id}`);
    } catch (thrown) {
      trouble.value = problemText(asApiError(thrown));
      key.current = crypto.randomUUID();
    }
    isBusy.value = false;
  };
  return (
    <form
      class="adm__card refund"
      aria-labelledby="refund-job"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <h2 id="refund-job">{w.make}</h2>
      <div class="refund__pair refund__fields">
        <DateField date={date} />
        <FormField name="zones" label={w.zones} optional={w.optional} help={w.zonesHelp} />
      </div>
      <FormField
        name="orders"
        label={w.orders}
        type="lines"
        optional={w.optional}
        help={w.ordersHelp}
      />
      <MoneySwitch choice={choice} />
      <SeatSwitch choice={choice} />
      {choice.value.isMoney ? <Destination choice={choice} targets={[...targets]} /> : null}
      <Reason choice={choice} isNeeded />
      <p class="c-danger t-14" role="alert">
        {trouble.value ?? (askedBy(choice.value) === null ? words().adminRefunds.chooseSwitch : "")}
      </p>
      <button class="btn btn--primary adm__submit" type="submit" aria-busy={isBusy.value}>
        {w.preview}
      </button>
    </form>
  );
}

/** The dates that are coming, then the latest that are over. */
function DateField({ date }: { date: string }) {
  const w = words().adminRefundJobs;
  const lang = language.value;
  const { data } = useResource<AdminSchedule[]>("dates to refund", async () => {
    const pages = [listAdminSchedules({ when: "coming" }), listAdminSchedules({ when: "past" })];
    return (await Promise.all(pages)).flatMap(({ items }) => items);
  });
  /** The named date is chosen from the start, also before the list has come and if the list does not have it. */
  const chosen = useSignal(date);
  const dates = data ?? [];
  const isMissing = date !== "" && !dates.some(({ id }) => id === date);
  return (
    <div class="field">
      <label for="refund-date">
        {w.show}
        <span class="opt"> · {w.optional}</span>
      </label>
      <select
        class="input"
        id="refund-date"
        name="date"
        value={chosen.value}
        onChange={(event) => (chosen.value = event.currentTarget.value)}
      >
        <option value="">{w.anyDate}</option>
        {isMissing ? <option value={date}>{date}</option> : null}
        {dates.map(({ id, title, startsAt: time, timeZone }) => (
          <option key={id} value={id}>
            {local(title)} · {dayAndHour({ time, timeZone, lang })}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Null if neither a date nor an order is named. */
function selectionOf(form: FormData): CreateRefundJob["selection"] | null {
  const text = (name: string): string => {
    const given = form.get(name);
    return typeof given === "string" ? given.trim() : "";
  };
  const list = (name: string): string[] =>
    text(name)
      .split(/[\s,]+/)
      .filter((each) => each !== "");
  const [scheduleId, zoneIds, orders] = [text("date"), list("zones"), list("orders")];
  if (scheduleId === "" && orders.length === 0) return null;
  return {
    ...(scheduleId === "" ? {} : { scheduleId }),
    ...(zoneIds.length === 0 ? {} : { zoneIds }),
    ...(orders.length === 0 ? {} : { orders }),
  };
}
