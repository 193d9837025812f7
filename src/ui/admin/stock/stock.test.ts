import { expect, it, vi } from "vitest";
import type { StockBlockSeats } from "../../../contract/admin/stock/stock.ts";
import { ApiError } from "../../api/problem.ts";
import { whole } from "../../i18n/whole.ts";
import { createStock } from "./stock-state.ts";
import { touchText } from "./touch-text.ts";

const touched = { total: 12, free: 9, held: 0, paying: 3, kept: 0, sold: 0, blocked: 0 };

it("[SM12] before a change a sentence tells how many of its seats are free, held, being paid for and sold, and what becomes of them", () => {
  expect(touchText(touched, whole.en, "en").join(" ")).toBe(
    "12 seats: 9 free, 3 being paid for now. Those in use join the hold when their time ends.",
  );
  const mixed = { ...touched, total: 4, free: 1, paying: 1, sold: 1, blocked: 1 };
  expect(touchText(mixed, whole.ko, "ko").join(" ")).toBe(
    "4석: 판매 가능 1석, 결제 중 1석, 다른 배정석 1석, 판매됨 1석. " +
      "선점이나 결제 중인 좌석은 그 시간이 끝나면 배정석에 들어와요. " +
      "다른 배정석의 좌석은 이 배정석으로 옮겨 와요. 판매된 좌석은 그대로 둬요.",
  );
  const calm = { ...touched, total: 1, free: 1, paying: 0 };
  expect(touchText(calm, whole.en, "en")).toEqual(["1 seat: 1 free."]);
});

const block: StockBlockSeats = {
  id: "b",
  version: 1,
  kind: "house",
  reason: "guest",
  owner: "Min-ji",
  note: "",
  channel: "staff",
  agency: "",
  releaseAt: null,
  counts: { free: 2, held: 0, sold: 0 },
  zones: [],
  seats: [1, 2],
};

function opened(more: Partial<StockBlockSeats> = {}) {
  const api = {
    list: vi.fn(() => Promise.resolve({ items: [], zones: [], serverTime: "" })),
    read: vi.fn(() => Promise.resolve({ ...block, ...more })),
    preview: vi.fn(() => Promise.reject(new ApiError("offline"))),
    create: vi.fn(() => Promise.resolve({ ...block, ...more })),
    change: vi.fn(() => Promise.resolve({ ...block, version: 2 })),
    release: vi.fn(() => Promise.resolve(null)),
  };
  const onChanged = vi.fn();
  return { api, onChanged, stock: createStock(api, onChanged) };
}

it("[SM13] each change of the stock can be taken back right after it, except that a block which only a code opens stays released", async () => {
  const { api, stock, onChanged } = opened();
  await stock.create({ kind: "house", seats: [1, 2] }, "key");
  expect(onChanged).toHaveBeenCalledTimes(1);
  expect(await stock.takeBack()).toBe(true);
  expect(api.release).toHaveBeenLastCalledWith("b");
  expect(stock.undo.value).toBeNull();
  await stock.change(block, { owner: "Ha-neul", add: [3], remove: [1] });
  await stock.takeBack();
  expect(api.change).toHaveBeenLastCalledWith("b", {
    seen: 2,
    owner: "Min-ji",
    add: [1],
    remove: [3],
    whenFree: true,
    isPartial: true,
  });
  await stock.release(block);
  await stock.takeBack();
  expect(api.create).toHaveBeenLastCalledWith(
    expect.objectContaining({ owner: "Min-ji", seats: [1, 2], isPartial: true }),
    expect.any(String),
  );
  const secret = opened({ kind: "channel", channel: "code" });
  await secret.stock.release(block);
  expect(secret.stock.undo.value).toBeNull();
});

it("[SM14] a refused change of the stock is told, changes nothing, and loads the blocks again", async () => {
  const { api, stock } = opened();
  api.create.mockRejectedValueOnce(new ApiError("seat-taken"));
  expect(await stock.create({ kind: "house", seats: [1] }, "key")).toBeNull();
  expect(stock.refusal.value?.code).toBe("seat-taken");
  expect(stock.undo.value).toBeNull();
  expect(api.list).toHaveBeenCalledTimes(1);
});
