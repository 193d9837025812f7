import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import type { SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { ColumnChart } from "./column-chart.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[RP30] a chart is drawn anew for the width of a phone, so that its letters keep their size", async () => {
  const report = { by: ["day"], rows: [], totals: { money: null }, previous: null };
  vi.stubGlobal("innerWidth", 1_440);
  render(
    <ColumnChart report={report as unknown as SalesReport} subject="money" title="Sales by day" />,
  );
  const width = () => screen.getByRole("img").getAttribute("viewBox")?.split(" ")[2];
  expect(width()).toBe("960");
  vi.stubGlobal("innerWidth", 390);
  await act(() => void dispatchEvent(new Event("resize")));
  expect(width()).toBe("340");
});
