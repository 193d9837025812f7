import { words } from "../../../state/language.ts";
import { TextField } from "../../parts/text-field.tsx";
import type { Buyer, CounterSale } from "./counter-sale.ts";

/** Who gets the tickets, which nobody has to say, and why seats are given for nothing, which somebody has to. */
export function BuyerFields({ sale }: { sale: CounterSale }) {
  const w = words().counter.sell;
  const buyer = sale.buyer.value;
  const hasGift = sale.priced.value?.lines.some(({ choice }) => choice.isGift) ?? false;
  const set = (change: Partial<Buyer>) => (sale.buyer.value = { ...buyer, ...change });
  return (
    <>
      {hasGift ? (
        <TextField
          id="gift-reason"
          label={w.reason}
          help={w.reasonHelp}
          maxLength={200}
          value={sale.giftReason.value}
          onChange={(text) => (sale.giftReason.value = text)}
        />
      ) : null}
      <details class="sell__buyer">
        <summary>
          {w.buyer} <span class="c-3">· {w.optional}</span>
        </summary>
        <div class="stack-2">
          <TextField
            id="buyer-name"
            label={w.buyerName}
            maxLength={60}
            value={buyer.name}
            onChange={(name) => set({ name })}
          />
          <TextField
            id="buyer-phone"
            label={w.buyerPhone}
            inputMode="numeric"
            maxLength={30}
            value={buyer.phone}
            onChange={(phone) => set({ phone })}
          />
          <TextField
            id="buyer-mail"
            label={w.buyerEmail}
            help={w.mailHelp}
            maxLength={254}
            value={buyer.mail}
            onChange={(mail) => set({ mail })}
          />
          <TextField
            id="receipt-number"
            label={w.receiptNumber}
            help={w.receiptHelp}
            inputMode="numeric"
            maxLength={40}
            value={sale.receiptNumber.value}
            onChange={(number) => (sale.receiptNumber.value = number)}
          />
        </div>
      </details>
    </>
  );
}
