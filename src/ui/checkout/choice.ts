import { signal } from "@preact/signals";
import type { Hold } from "../../contract/sale/holds.ts";
import type { PaymentMethod } from "../../contract/money/payments.ts";
import type { PriceQuote } from "../../contract/money/prices.ts";
import type { OrderRequest } from "../api/orders.ts";
import type { PriceChoices } from "../api/payments.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { formName } from "./order-form.ts";
import { recallJson, remember, rememberedNames, rememberJson } from "../state/storage.ts";

/** Kept in the browser, since the trip to the gateway reloads the page. */
type Kept = { coupon: string | null; priceTypes: [number, string][]; keptAt: number };

type Ask = (scheduleId: string, holdId: string, choices: PriceChoices) => Promise<PriceQuote>;

/**
 * The fan's choices at the checkout and their price. The server computes the price, since the order will have that
 * price.
 */
export function createChoice(
  { id: holdId, scheduleId }: Pick<Hold, "id" | "scheduleId">,
  ask: Ask,
) {
  const name = nameOf(holdId);
  forgetLongOver();
  const kept = recallJson<Kept>(name);
  const quote = signal<PriceQuote | undefined>(undefined);
  const error = signal<ApiError | undefined>(undefined);
  const couponError = signal<ApiError | undefined>(undefined);
  const coupon = signal<string | null>(kept?.coupon ?? null);
  const priceTypes = signal<ReadonlyMap<number, string>>(new Map(kept?.priceTypes ?? []));
  const method = signal<PaymentMethod | null>(null);
  const isAsking = signal(false);
  let asked = 0;
  let asking: Promise<unknown> = Promise.resolve();

  const choices = (code: string | null): PriceChoices => ({
    ...(priceTypes.value.size > 0
      ? { priceTypes: [...priceTypes.value].map(([seat, priceType]) => ({ seat, priceType })) }
      : {}),
    ...(code === null ? {} : { coupon: code }),
  });

  /** Gives the refusal, if any; only the newest request may show its answer. */
  function price(code: string | null): Promise<ApiError | undefined> {
    const answer = askPrice(code);
    asking = answer;
    return answer;
  }

  /** Resolves when no price request is pending, including those made meanwhile. */
  async function settled(): Promise<void> {
    for (let last: unknown = null; last !== asking;) {
      last = asking;
      await asking;
    }
  }

  async function askPrice(code: string | null): Promise<ApiError | undefined> {
    const number = ++asked;
    isAsking.value = true;
    try {
      const answer = await ask(scheduleId, holdId, choices(code));
      if (number !== asked) return undefined;
      quote.value = answer;
      coupon.value = code;
      keep(name, { coupon: code, priceTypes: [...priceTypes.value] });
      error.value = undefined;
      return undefined;
    } catch (thrown) {
      return number === asked ? asApiError(thrown) : undefined;
    } finally {
      if (number === asked) isAsking.value = false;
    }
  }

  async function refresh(): Promise<void> {
    const refused = await price(coupon.value);
    if (refused && isAboutCoupon(refused)) await dropCoupon(refused);
    else if (refused) {
      error.value = refused;
      quote.value = undefined;
    }
  }

  /** A refused code shows at its field; the earlier choice stays. */
  async function useCoupon(typed: string): Promise<void> {
    const code = typed.trim().toUpperCase();
    couponError.value = undefined;
    couponError.value = code === "" ? undefined : await price(code);
  }

  /** Without its coupon an order costs more, so it is never placed without saying so. */
  async function dropCoupon(why?: ApiError): Promise<void> {
    coupon.value = null;
    couponError.value = why;
    await refresh();
  }

  async function choosePriceType(seat: number, priceType: string | null): Promise<void> {
    const chosen = new Map(priceTypes.value);
    if (priceType === null) chosen.delete(seat);
    else chosen.set(seat, priceType);
    priceTypes.value = chosen;
    await refresh();
  }

  const wanted = (chosen: PaymentMethod): Omit<OrderRequest, "agreement"> => ({
    scheduleId,
    holdId,
    method: chosen,
    ...choices(coupon.value),
  });

  return {
    quote,
    error,
    coupon,
    couponError,
    priceTypes,
    method,
    isAsking,
    refresh,
    settled,
    useCoupon,
    dropCoupon,
    choosePriceType,
    wanted,
  };
}

export type Choice = ReturnType<typeof createChoice>;

const nameOf = (holdId: string) => `choice.${holdId}`;
/** No hold lasts as long, the longest payment included. */
const keptMs = 4 * 24 * 3_600_000;

const keep = (name: string, chosen: Omit<Kept, "keptAt">) =>
  rememberJson(name, { ...chosen, keptAt: Date.now() });

/** A choice ends with its hold; leftovers would only fill the browser's storage. */
export function forgetChoice(holdId: string): void {
  for (const name of [nameOf(holdId), formName(holdId)]) remember(name, null);
}

/** Removes leftovers of closed tabs. */
function forgetLongOver(): void {
  for (const name of [...rememberedNames(nameOf("")), ...rememberedNames(formName(""))])
    if (Date.now() - (recallJson<{ keptAt: number }>(name)?.keptAt ?? 0) > keptMs)
      remember(name, null);
}

export const isAboutCoupon = ({ code }: ApiError): boolean =>
  code === "coupon-not-valid" || code === "coupon-spent";
