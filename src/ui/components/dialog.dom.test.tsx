import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeAll, expect, it, vi } from "vitest";
import { words } from "../state/language.ts";
import { Dialog } from "./dialog.tsx";

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
});

it("[V510] every dialog has a button that closes it, after all its other buttons", () => {
  const closed = vi.fn();
  render(
    <Dialog title="Reminders" onClose={closed}>
      <button type="button">Go on</button>
    </Dialog>,
  );
  const [first, last] = screen.getAllByRole("button");
  expect(first?.textContent).toBe("Go on");
  expect(last?.getAttribute("aria-label")).toBe(words().common.close);
  expect(closed).not.toHaveBeenCalled();
  if (last) fireEvent.click(last);
  expect(closed).toHaveBeenCalledOnce();
});
