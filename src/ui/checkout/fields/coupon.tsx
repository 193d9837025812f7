import { useSignal } from "@preact/signals";
import type { ApiError } from "../../api/problem.ts";
import { CodeField } from "../../components/code-field.tsx";
import { problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import type { Choice } from "../choice.ts";

/** A coupon for this order, until it is dropped again. */
export function Coupon({ choice }: { choice: Choice }) {
  const w = words().coupon;
  const typed = useSignal("");
  const { coupon, couponError: error, isAsking } = choice;
  return (
    <form
      class="blk"
      aria-labelledby="coupon-title"
      onSubmit={(event) => {
        event.preventDefault();
        void choice.useCoupon(typed.value);
      }}
    >
      <h2 id="coupon-title">{w.title}</h2>
      {coupon.value === null ? (
        <CodeField
          name="coupon"
          label={w.code}
          action={w.use}
          typed={typed}
          fault={error.value ? faultOf(error.value) : null}
          isBusy={isAsking.value}
        />
      ) : (
        <div class="row between">
          <p class="semi" role="status">
            {w.used(coupon.value)}
          </p>
          <button
            class="btn btn--ghost btn--sm"
            type="button"
            onClick={() => void choice.dropCoupon()}
          >
            {w.drop}
          </button>
        </div>
      )}
    </form>
  );
}

const faultOf = (error: ApiError): string =>
  error.code === "invalid-request" ? words().coupon.notACode : problemText(error);
