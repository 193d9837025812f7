import { useSignal } from "@preact/signals";
import { Icon } from "../components/icon.tsx";
import { problemText } from "../components/trouble.tsx";
import { words } from "../state/language.ts";
import type { Choice } from "./choice.ts";

/** A code to type in. One that is not taken stays in the field, with the reason under it. */
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
        <div class="field">
          <label for="coupon">{w.code}</label>
          <div class="row">
            <input
              class="input grow"
              id="coupon"
              name="coupon"
              autocomplete="off"
              autocapitalize="characters"
              maxLength={40}
              value={typed.value}
              onInput={({ currentTarget: { value } }) => {
                typed.value = value;
              }}
              aria-invalid={error.value !== undefined}
              aria-describedby={error.value ? "coupon-error" : undefined}
            />
            <button class="btn btn--secondary" type="submit" aria-busy={isAsking.value}>
              {w.use}
            </button>
          </div>
          <p class="error" id="coupon-error" role="alert" hidden={!error.value}>
            <Icon name="alert" size={16} />
            <span>
              {error.value?.code === "invalid-request"
                ? w.notACode
                : error.value
                  ? problemText(error.value)
                  : ""}
            </span>
          </p>
        </div>
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
