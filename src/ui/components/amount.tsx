import type { Money } from "../../contract/money/money.ts";
import { money, signedMoney } from "../i18n/format.ts";
import { language } from "../state/language.ts";

export function Amount({ of, isSigned = false }: { of: Money; isSigned?: boolean }) {
  return <span class="num">{(isSigned ? signedMoney : money)(of, language.value)}</span>;
}
