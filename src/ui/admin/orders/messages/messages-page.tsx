import "../../venues/venues.css";
import "../orders.css";
import { useSignal } from "@preact/signals";
import type { AdminConcert } from "../../../../contract/admin/changes/concert-changes.ts";
import type { BuyerMessage } from "../../../../contract/admin/orders/buyer-messages.ts";
import { getAdminConcert } from "../../../api/concert-changes.ts";
import { listMessages } from "../../../api/selling/orders.ts";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { useTitle } from "../../../components/title.tsx";
import { When } from "../../../components/when.tsx";
import type { PageProps } from "../../../frame/screen.tsx";
import { local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { Moment } from "../../parts/moment.tsx";
import { More } from "../../parts/more-button.tsx";
import { useList } from "../../parts/paged-list.ts";
import { usePolling } from "../../parts/polling.ts";
import { may } from "../../staff/employer.ts";
import { MessageForm } from "./message-form.tsx";

const everyMs = 5_000;

/** What staff write to the buyers of a concert, and what they have written. */
export function MessagesPage({ params: { id = "" }, query }: PageProps) {
  const w = words().orderPages.messages;
  const concert = useResource<AdminConcert>(`admin-concert ${id}`, () => getAdminConcert(id));
  const list = useList<BuyerMessage>(`messages ${id}`, (cursor) => listMessages(id, cursor));
  const sends = useSignal(0);
  useTitle(w.title);
  const { data, error } = concert;
  if (!data && error) return <Trouble error={error} onRetry={() => void concert.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  return (
    <>
      <div class="adm__head">
        <div>
          <h1>{w.title}</h1>
          <p class="t-14 c-2">
            <a class="link" href={`/admin/concerts/${id}`}>
              {local(data.title)}
            </a>
          </p>
        </div>
      </div>
      <p class="c-2 prose">{w.text}</p>
      {may("messages.send") ? (
        <MessageForm
          key={sends.value}
          concert={data}
          orderId={query.get("order") ?? ""}
          orderNumber={query.get("number") ?? ""}
          onSent={(page) => {
            list.set(page);
            sends.value++;
          }}
        />
      ) : null}
      <History messages={list.data?.items ?? []} onReload={list.reload} />
      <More list={list} />
    </>
  );
}

function History({
  messages,
  onReload,
}: {
  messages: BuyerMessage[];
  onReload: () => Promise<void>;
}) {
  const w = words().orderPages.messages;
  const isUnderWay = messages.some(({ buyers, sent, failed }) => sent + failed < buyers);
  return (
    <section class="adm__card" aria-labelledby="history">
      <h2 id="history">{w.history}</h2>
      {isUnderWay ? <Watch onReload={onReload} /> : null}
      {messages.length === 0 ? <p class="c-2">{w.none}</p> : null}
      <ol class="adm__timeline">
        {messages.map((message) => (
          <li key={message.id}>
            <Moment time={message.at} />
            <div>
              <details>
                <summary>
                  <b>{local(message.subject)}</b>
                </summary>
                {local(message.body)
                  .split(/\n+/)
                  .map((paragraph, index) => (
                    <p key={index}>{paragraph}</p>
                  ))}
              </details>
              <p class="c-2">
                <Whom message={message} />
                {" · "}
                {w.progress(message.sent, message.buyers)}
                {message.failed === 0 ? null : (
                  <span class="c-danger"> · {w.failed(message.failed)}</span>
                )}
                {message.by === null ? null : <span class="c-3"> · {message.by}</span>}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Looks again while mails are on their way. */
function Watch({ onReload }: { onReload: () => Promise<void> }) {
  usePolling(onReload, everyMs);
  return null;
}

function Whom({ message }: { message: BuyerMessage }) {
  const w = words().orderPages.messages;
  const { orderNumber, startsAt, timeZone, zoneId } = message;
  if (orderNumber !== null) return <>{w.ofOrder(orderNumber)}</>;
  return (
    <>
      {startsAt === null ? w.everyDate : <When time={startsAt} timeZone={timeZone} />}
      {zoneId === null ? null : ` · ${zoneId.toUpperCase()}`}
    </>
  );
}
