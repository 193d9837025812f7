import type { Act } from "../../../contract/admin/activity.ts";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { may } from "../staff/employer.ts";

type Named = NonNullable<Act["object"]>;

const addressOf = ({ kind, id, name }: Named): string | null => {
  switch (kind) {
    case "schedule":
      return `/admin/sales/${id}`;
    case "order":
    case "top-up":
      return `/admin/payments/${id}`;
    case "account":
      return may("members.read")
        ? `/admin/people/${id}`
        : `/admin/payments?search=${encodeURIComponent(name.en)}`;
    case "venue":
      return `/admin/venues/${id}`;
    case "coupon":
      return "/admin/coupons";
    default:
      return null;
  }
};

/** The object of an action, by its usual name. */
export function ActObject({ act: { object, action, subject } }: { act: Act }) {
  const w = words().adminActs;
  if (action === "vouchers.create")
    return <> · {w.vouchers(count(Number(subject), language.value))}</>;
  if (object === null) return null;
  const address = addressOf(object);
  const name = object.kind === "top-up" ? w.topUp(local(object.name)) : local(object.name);
  return (
    <>
      {" · "}
      {address === null ? (
        name
      ) : (
        <a class="link" href={address}>
          {name}
        </a>
      )}
      {object.date === null ? null : (
        <>
          {" · "}
          <When time={object.date.startsAt} timeZone={object.date.timeZone} />
        </>
      )}
    </>
  );
}
