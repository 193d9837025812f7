import { useSignal } from "@preact/signals";
import type { Coupon } from "../../../contract/money/discounts.ts";
import { closeCoupon, listCoupons } from "../../api/admin.ts";
import { asApiError } from "../../api/problem.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { useTitle } from "../../components/title.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { count, money } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { may } from "../staff/employer.ts";
import { CouponActs } from "./coupon-acts.tsx";
import { CouponForm } from "./coupon-form.tsx";
import { useList } from "../parts/paged-list.ts";
import { Minute } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { Table } from "../parts/table.tsx";

/** The coupons with their uses, and a form for a new one. */
export function CouponsPage() {
  const w = words().adminCoupons;
  useTitle(w.title);
  const coupons = useList<Coupon>("admin-coupons", listCoupons);
  const { data, error } = coupons;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      {may("coupons.edit") ? (
        <details class="adm__card">
          <summary class="semi">{w.add}</summary>
          <CouponForm onAdded={() => void coupons.reload()} />
        </details>
      ) : null}
      {!data && error ? <Trouble error={error} onRetry={() => void coupons.reload()} /> : null}
      {!data && !error ? <SkeletonLines lines={6} /> : null}
      {data?.items.length === 0 ? (
        <Empty icon="ticket" title={w.none}>
          <p class="c-2">{w.noneText}</p>
        </Empty>
      ) : null}
      {data && data.items.length > 0 ? (
        <section class="adm__card" aria-label={w.title}>
          <Table name={w.title} head={[w.code, w.cut, w.limits, `>${w.uses}`, ""]} isStacked>
            {data.items.map((coupon) => (
              <Line key={coupon.id} coupon={coupon} onClosed={() => void coupons.reload()} />
            ))}
          </Table>
          <More list={coupons} />
        </section>
      ) : null}
    </>
  );
}

function Line({ coupon, onClosed }: { coupon: Coupon; onClosed: () => void }) {
  const w = words().adminCoupons;
  const lang = language.value;
  const isAsking = useSignal(false);
  const close = async () => {
    isAsking.value = false;
    try {
      await closeCoupon(coupon.id);
      showToast({ text: w.closed(coupon.code) });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    onClosed();
  };
  return (
    <tr>
      <td class="adm__what">
        <b class="num">{coupon.code}</b>
        <span class="t-12 c-3">{local(coupon.name)}</span>
      </td>
      <td class="nowrap">{cutText(coupon)}</td>
      <td class="t-12 c-2 adm__line">
        <Limits coupon={coupon} />
      </td>
      <td class="right nowrap" data-label={w.uses}>
        {count(coupon.uses, lang)}
        {coupon.usesMax === null ? "" : ` / ${count(coupon.usesMax, lang)}`}
      </td>
      <td class="right">
        {!coupon.isOpen ? (
          <span class="c-3">{w.isClosed}</span>
        ) : may("coupons.edit") ? (
          <CouponActs
            coupon={coupon}
            onChanged={onClosed}
            onClose={() => (isAsking.value = true)}
          />
        ) : coupon.isPaused ? (
          <span class="c-3">{w.isPaused}</span>
        ) : null}
        {isAsking.value ? (
          <AskDialog
            title={w.sure(coupon.code)}
            text={w.sureText}
            yes={w.close}
            isDanger
            onClose={() => (isAsking.value = false)}
            onYes={() => void close()}
          />
        ) : null}
      </td>
    </tr>
  );
}

function cutText({ cut, currency }: Coupon): string {
  const lang = language.value;
  if ("amountMinor" in cut) return money({ amount: cut.amountMinor, currency }, lang);
  const most = cut.maxMinor ? ` (≤ ${money({ amount: cut.maxMinor, currency }, lang)})` : "";
  return `${cut.percent}%${most}`;
}

function Limits({ coupon }: { coupon: Coupon }) {
  const w = words().adminCoupons;
  const lang = language.value;
  const { minimumMinor, currency, usesPerAccountMax, tier, opensAt, closesAt } = coupon;
  return (
    <>
      {minimumMinor > 0 ? (
        <p>
          {w.minimum} {money({ amount: minimumMinor, currency }, lang)}
        </p>
      ) : null}
      {usesPerAccountMax === null ? null : (
        <p>
          {w.perAccount} {count(usesPerAccountMax, lang)}
        </p>
      )}
      {tier === null ? null : (
        <p>
          {w.tier} {tier}
        </p>
      )}
      {opensAt === null ? null : (
        <p>
          {w.opensAt} <Minute time={opensAt} />
        </p>
      )}
      {closesAt === null ? null : (
        <p>
          {w.closesAt} <Minute time={closesAt} />
        </p>
      )}
    </>
  );
}
