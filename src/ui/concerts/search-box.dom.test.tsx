import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Suggestions } from "../../contract/catalog/suggestions.ts";
import { language } from "../state/language.ts";
import { address } from "../state/router.ts";
import { SearchBox } from "./search-box.tsx";

const both = (text: string) => ({ ko: text, en: text });
const suggestions: Suggestions = {
  concerts: [
    {
      slug: "high-waves",
      title: both("High Waves"),
      artist: both("Parang"),
      poster: "/posters/01-high-waves.svg",
      venue: both("Arena"),
    },
  ],
  artists: [{ name: both("Parang"), concerts: 2 }],
  venues: [{ name: both("Parang Hall"), city: both("Busan"), concerts: 1 }],
};

beforeEach(() => {
  language.value = "en";
  Element.prototype.scrollIntoView = () => {};
  vi.stubGlobal("scrollTo", () => {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function typing(answer: Suggestions) {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(answer)));
  render(<SearchBox id="s" />);
  const input = screen.getByRole("combobox");
  fireEvent.input(input, { target: { value: "para" } });
  await screen.findByRole("link");
  const press = (key: string) => fireEvent.keyDown(input, { key });
  return { input, press, active: () => input.getAttribute("aria-activedescendant") };
}

it("[V311] suggestions are grouped into concerts, artists and venues, and the arrow keys go through all of them and around", async () => {
  const { input, press, active } = await typing(suggestions);
  expect(
    screen.getAllByRole("group").map((group) => group.getAttribute("aria-labelledby")),
  ).toEqual(["s-concerts", "s-artists", "s-venues"]);
  expect(screen.getAllByRole("option")).toHaveLength(3);
  expect(input.getAttribute("aria-expanded")).toBe("true");
  const walked = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map((key) => {
    press(key);
    return active();
  });
  expect(walked).toEqual(["s-0", "s-1", "s-2", null, "s-2"]);
  expect(document.getElementById("s-2")?.getAttribute("aria-selected")).toBe("true");
  fireEvent.submit(screen.getByRole("search"));
  expect(address.value.path).toBe("/concerts");
  expect(address.value.query.get("q")).toBe("Parang Hall");
});

it("[V312] escape closes the list and keeps the typed text, and an empty list does not report itself as open", async () => {
  const { input, press } = await typing(suggestions);
  press("Escape");
  await waitFor(() => expect(screen.queryAllByRole("option")).toEqual([]));
  expect((input as HTMLInputElement).value).toBe("para");
  expect(input.getAttribute("aria-expanded")).toBe("false");
});

it("[V379] an unknown name shows a message, and the fan can search all the same", async () => {
  const { input } = await typing({ concerts: [], artists: [], venues: [] });
  expect(input.getAttribute("aria-expanded")).toBe("false");
  expect(screen.getByRole("link").getAttribute("href")).toBe("/concerts?q=para");
});
