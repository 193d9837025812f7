import type { StockKind } from "../../../contract/admin/stock/stock.ts";
import { blockKindOf } from "../staff-map/seat-kinds.ts";
import { SeatSymbol } from "../staff-map/seat-symbol.tsx";

export const BlockMark = ({ kind }: { kind: StockKind }) => <SeatSymbol kind={blockKindOf(kind)} />;
