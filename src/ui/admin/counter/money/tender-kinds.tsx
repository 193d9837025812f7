import type { TenderKind } from "../../../../contract/money/order-channels.ts";
import { words } from "../../../state/language.ts";
import { CounterIcon } from "../screen/counter-icon.tsx";
import { tenderKinds } from "./tender-pad.ts";

type TenderKindsProps = {
  label: string;
  kind: TenderKind;
  onPick: (kind: TenderKind) => void;
};

/** Cash, card terminal, transfer or voucher. */
export function TenderKinds({ label, kind, onPick }: TenderKindsProps) {
  return (
    <div class="tend__kinds" role="radiogroup" aria-label={label}>
      {tenderKinds.map((each) => (
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={each === kind}
          onClick={() => onPick(each)}
        >
          <CounterIcon name={each} size={20} />
          {words().counter.tender.kinds[each]}
        </button>
      ))}
    </div>
  );
}
