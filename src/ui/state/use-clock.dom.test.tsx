import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SaleState } from "../../contract/catalog/concerts.ts";
import { useSaleState } from "../concert/sale-state.ts";
import { clock, secondsUntil } from "./clock.ts";
import { useClock } from "./use-clock.ts";

const noon = "2026-11-20T12:00:00Z";
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

let drawn = 0;
function Sale(props: { sale: SaleState; saleOpensAt: string | null }) {
  drawn++;
  return <p role="status">{useSaleState(props)}</p>;
}
function Left({ until }: { until: string | null }) {
  const left = useClock((nowMs) => (until === null ? null : secondsUntil(until, nowMs())), [until]);
  return <p role="status">{left ?? "none"}</p>;
}
const shown = () => screen.getByRole("status").textContent;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(noon) });
  clock.forget();
  clock.learn(noon);
  drawn = 0;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it("[U20] a value computed from the clock is updated at once when another sale or hold takes its place", async () => {
  const { rerender, unmount } = render(<Sale sale="closed" saleOpensAt={noon} />);
  rerender(<Sale sale="upcoming" saleOpensAt="2026-11-20T12:00:10Z" />);
  expect(shown()).toBe("upcoming");
  await pass(5_000);
  expect([shown(), drawn]).toEqual(["upcoming", 2]);
  await pass(6_000);
  expect([shown(), drawn]).toEqual(["open", 3]);
  rerender(<Sale sale="paused" saleOpensAt={noon} />);
  expect(shown()).toBe("paused");
  unmount();

  const hold = render(<Left until={null} />);
  hold.rerender(<Left until="2026-11-20T12:05:11Z" />);
  expect(shown()).toBe("300");
  hold.rerender(<Left until="2026-11-20T12:07:11Z" />);
  expect(shown()).toBe("420");
  await pass(1_100);
  expect(shown()).toBe("419");
});
