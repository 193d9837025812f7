import { signal } from "@preact/signals";
import type {
  ScheduleStock,
  StockBlock,
  StockBlockSeats,
} from "../../../contract/admin/stock/stock.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import type { BlockChange, NewBlock, StockApi } from "../../api/selling/stock.ts";

/** How to take back the last change, as long as nothing came after it. */
export type Undo = () => Promise<unknown>;

/** The blocks of one date, and the acts on them. Each act can be taken back right after it. */
export function createStock(api: StockApi, onChanged: () => void) {
  const stock = signal<ScheduleStock | undefined>(undefined);
  const error = signal<ApiError | undefined>(undefined);
  const refusal = signal<ApiError | undefined>(undefined);
  const isBusy = signal(false);
  const undo = signal<Undo | null>(null);

  async function load(): Promise<void> {
    try {
      stock.value = await api.list();
      error.value = undefined;
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
  }

  /** Returns what was done, or null after a refusal. The blocks are loaded again in any case. */
  async function act<T>(doing: () => Promise<T>, back: (done: T) => Undo | null) {
    if (isBusy.value) return null;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      const done = await doing();
      undo.value = back(done);
      return { done };
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      return null;
    } finally {
      onChanged();
      await load();
      isBusy.value = false;
    }
  }

  const create = (body: NewBlock, key: string) =>
    act(
      () => api.create(body, key),
      ({ id }) =>
        () =>
          api.release(id),
    );

  /** Of what the block had before, only what has changed is set back. */
  const change = (before: StockBlock, body: Omit<BlockChange, "seen">) =>
    act(
      () => api.change(before.id, { seen: before.version, ...body }),
      (after) => () => api.change(before.id, { seen: after.version, ...contrary(before, body) }),
    );

  const release = (block: StockBlock) =>
    act(
      async () => {
        const whole = await api.read(block.id);
        await api.release(block.id);
        return whole;
      },
      // A code is not kept, so a block that only a code opens cannot come back by itself.
      (whole) =>
        whole.channel === "code" ? null : () => api.create(again(whole), crypto.randomUUID()),
    );

  /** Takes back the last act. Seats that fans have taken meanwhile stay theirs. */
  async function takeBack(): Promise<boolean> {
    const back = undo.value;
    undo.value = null;
    return back !== null && (await act(back, () => null)) !== null;
  }

  const acts = { load, create, change, release, takeBack };
  return { stock, error, refusal, isBusy, undo, ...acts, read: api.read, preview: api.preview };
}

export type Stock = ReturnType<typeof createStock>;

export function contrary(before: StockBlock, body: Omit<BlockChange, "seen">) {
  const { reason, owner, note, releaseAt } = body;
  return {
    ...(reason !== undefined && { reason: before.reason }),
    ...(owner !== undefined && { owner: before.owner }),
    ...(note !== undefined && { note: before.note }),
    ...(releaseAt !== undefined && { releaseAt: before.releaseAt }),
    add: body.remove ?? [],
    remove: body.add ?? [],
    whenFree: true,
    isPartial: true,
  };
}

export function again(block: StockBlockSeats): NewBlock {
  const { kind, reason, owner, note, channel, agency, releaseAt, seats } = block;
  const facts = { kind, reason, owner, note, channel, agency, releaseAt, seats };
  return { ...facts, whenFree: true, isPartial: true };
}
