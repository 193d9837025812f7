import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { words } from "../../state/language.ts";
import { ChooserSkeleton } from "./chooser-skeleton.tsx";

afterEach(cleanup);

it("[V495] while the seat map loads, its place says so", () => {
  render(<ChooserSkeleton />);
  const said = screen.getByText(words().choose.loadingMap);
  expect([said.getAttribute("role"), said.className.includes("sr")]).toEqual(["status", false]);
  expect(said.closest(".chooser__map")).not.toBeNull();
});
