import { useSignal } from "@preact/signals";
import type { AdminConcert } from "../../../../contract/admin/changes/concert-changes.ts";
import type { BuyerMessage } from "../../../../contract/admin/orders/buyer-messages.ts";
import { unknownTokens } from "../../../../contract/admin/orders/message-tokens.ts";
import { countRecipients, sendMessage, testMessage } from "../../../api/selling/orders.ts";
import type { Page } from "../../../api/concerts.ts";
import { type ApiCode, type ApiError, asApiError } from "../../../api/problem.ts";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { day, hour } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { showToast } from "../../../state/toast.ts";
import { AskDialog } from "../../parts/confirm-dialog.tsx";
import { TwoLanguages } from "../../parts/two-languages.tsx";
import { MessagePreview } from "./message-preview.tsx";

type MessageFormProps = {
  concert: AdminConcert;
  /** The one order that it is for, or nothing. */
  orderId: string;
  orderNumber: string;
  onSent: (page: Page<BuyerMessage>) => void;
};

const empty = { ko: "", en: "" };

/** The answers after which nobody knows whether the message was sent. */
const leavesUnknown = new Set<ApiCode>([
  "offline",
  "unavailable",
  "gateway-unreachable",
  "internal-error",
  "outcome-unknown",
]);

/** A message in both languages, with its preview, a test to oneself, and the count of who gets it. */
export function MessageForm({ concert, orderId, orderNumber, onSent }: MessageFormProps) {
  const w = words().orderPages.messages;
  const id = useSignal(crypto.randomUUID());
  const to = useSignal({ scheduleId: "", zoneId: "" });
  const subject = useSignal(empty);
  const body = useSignal(empty);
  const isAsking = useSignal(false);
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const told = useSignal<string | null>(null);
  const { scheduleId, zoneId } = to.value;
  const audience =
    orderId === ""
      ? {
          ...(scheduleId === "" ? {} : { scheduleId }),
          ...(zoneId === "" ? {} : { zoneId }),
        }
      : { orderId };
  const name = `recipients ${concert.id} ${JSON.stringify(audience)}`;
  const counted = useResource(name, () => countRecipients(concert.id, audience));
  const texts = { subject: subject.value, body: body.value };
  const written = [subject.value.ko, subject.value.en, body.value.ko, body.value.en];
  const strays = written.flatMap(unknownTokens);
  const isWhole = written.every((text) => text.trim() !== "") && strays.length === 0;
  const act = async (doing: () => Promise<void>) => {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    told.value = null;
    try {
      await doing();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const test = () =>
    act(async () => {
      await testMessage(concert.id, { ...texts, ...(scheduleId === "" ? {} : { scheduleId }) });
      showToast({ text: w.tested });
    });
  const send = () =>
    act(async () => {
      isAsking.value = false;
      try {
        onSent(await sendMessage(concert.id, { id: id.value, ...audience, ...texts }));
        showToast({ text: w.sent });
      } catch (thrown) {
        const { code } = asApiError(thrown);
        if (leavesUnknown.has(code)) told.value = w.unknown;
        else if (code === "idempotency-mismatch") {
          told.value = w.sentBefore;
          // What was sent keeps its id, and what is written now would be another message.
          id.value = crypto.randomUUID();
        } else throw thrown;
      }
    });
  const buyers = counted.data?.buyers ?? 0;
  return (
    <section class="adm__card" aria-labelledby="message">
      <h2 id="message">{w.to}</h2>
      {orderId === "" ? (
        <Audience concert={concert} to={to.value} onChange={(next) => (to.value = next)} />
      ) : (
        <p>{w.ofOrder(orderNumber)}</p>
      )}
      <p role="status">
        {counted.data ? <b>{w.count(buyers)}</b> : null}
        {counted.data && counted.data.without > 0 ? (
          <span class="c-2"> · {w.without(counted.data.without)}</span>
        ) : null}
      </p>
      <TwoLanguages
        id="subject"
        label={w.subject}
        value={subject.value}
        onChange={(value) => (subject.value = value)}
      />
      <TwoLanguages
        id="body"
        label={w.body}
        value={body.value}
        isLong
        help={w.tokens}
        fault={strays.length === 0 ? null : strays.join(" ")}
        onChange={(value) => (body.value = value)}
      />
      <MessagePreview concert={concert} scheduleId={scheduleId} {...texts} />
      <ProblemNote error={refusal.value} />
      {told.value === null ? null : (
        <div class="note note--warn" role="alert">
          <p>{told.value}</p>
        </div>
      )}
      <div class="adm__answers">
        <button
          class="btn btn--secondary"
          type="button"
          disabled={!isWhole}
          aria-busy={isBusy.value}
          onClick={() => void test()}
        >
          {w.test}
        </button>
        <button
          class="btn btn--primary"
          type="button"
          disabled={!isWhole || buyers === 0}
          aria-busy={isBusy.value}
          onClick={() => (isAsking.value = true)}
        >
          {w.send(buyers)}
        </button>
      </div>
      {isAsking.value ? (
        <AskDialog
          title={w.sure}
          text={w.sureText(buyers)}
          yes={w.send(buyers)}
          onClose={() => (isAsking.value = false)}
          onYes={() => void send()}
        />
      ) : null}
    </section>
  );
}

type To = { scheduleId: string; zoneId: string };
type AudienceProps = { concert: AdminConcert; to: To; onChange: (to: To) => void };

function Audience({ concert, to, onChange }: AudienceProps) {
  const w = words().orderPages;
  const lang = language.value;
  const { timeZone } = concert.venue;
  const date = concert.dates.find(({ id }) => id === to.scheduleId);
  return (
    <div class="adm__filters">
      <div class="field">
        <label for="to-date">{w.date}</label>
        <select
          class="input"
          id="to-date"
          value={to.scheduleId}
          onChange={(event) => onChange({ scheduleId: event.currentTarget.value, zoneId: "" })}
        >
          <option value="">{w.messages.everyDate}</option>
          {concert.dates.map(({ id, startsAt: time }) => (
            <option key={id} value={id}>
              {day({ time, timeZone, lang })} {hour({ time, timeZone, lang })}
            </option>
          ))}
        </select>
      </div>
      {date ? (
        <div class="field">
          <label for="to-zone">{w.seats}</label>
          <select
            class="input"
            id="to-zone"
            value={to.zoneId}
            onChange={(event) => onChange({ ...to, zoneId: event.currentTarget.value })}
          >
            <option value="">{w.messages.everyZone}</option>
            {date.zones.map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </div>
  );
}
