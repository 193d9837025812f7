import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { useKeptFocus } from "./keep-focus.ts";

function Page({ isBusy = false, hasRow = true, isOpen = false }) {
  useKeptFocus();
  return (
    <main>
      <section>
        <h2>Blocks</h2>
        <button type="button" disabled={isBusy}>
          Save
        </button>
        {hasRow ? <button type="button">Release</button> : null}
      </section>
      {isOpen ? (
        <dialog open>
          <button type="button">Yes</button>
        </dialog>
      ) : null}
    </main>
  );
}

const focused = () => document.activeElement?.textContent;
const told = () => new Promise((done) => setTimeout(done, 20));

afterEach(cleanup);

it("[AD95] a button that was busy gets the focus back, unless something else has it", async () => {
  const page = render(<Page />);
  screen.getByText("Save").focus();
  page.rerender(<Page isBusy />);
  // As a browser does once a focused button is disabled.
  screen.getByText("Save").blur();
  page.rerender(<Page />);
  await told();
  expect(focused()).toBe("Save");
  page.rerender(<Page isBusy />);
  screen.getByText("Release").focus();
  page.rerender(<Page />);
  await told();
  expect(focused()).toBe("Release");
});

it("[AD95] when the focused button goes, also one that opened a dialog, the heading of its section takes the focus", async () => {
  const page = render(<Page />);
  screen.getByText("Release").focus();
  page.rerender(<Page hasRow={false} />);
  await told();
  expect(focused()).toBe("Blocks");
  page.rerender(<Page />);
  screen.getByText("Release").focus();
  page.rerender(<Page isOpen />);
  screen.getByText("Yes").focus();
  page.rerender(<Page hasRow={false} />);
  await told();
  expect(focused()).toBe("Blocks");
});

it("[AD95] when everything around the focused button goes, the page that takes its place takes the focus", async () => {
  const Whole = ({ isNext = false }) => {
    useKeptFocus();
    return isNext ? (
      <main key="next">Sale</main>
    ) : (
      <main key="first">
        <button type="button">Begin</button>
      </main>
    );
  };
  const page = render(<Whole />);
  screen.getByText("Begin").focus();
  page.rerender(<Whole isNext />);
  await told();
  expect(document.activeElement?.tagName).toBe("MAIN");
});
