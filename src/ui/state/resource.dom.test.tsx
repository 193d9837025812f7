import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { forgetLoaded, useResource } from "./resource.ts";

/** The pending requests, by name. */
let asked = new Map<string, { answer: (text: string) => void; fail: (why: string) => void }>();

const ask = (name: string) =>
  new Promise<string>((resolve, reject) => {
    asked.set(name, { answer: resolve, fail: reject });
  });

const shows: string[] = [];
function Shown({ name }: { name: string }) {
  const { data, error } = useResource(name, () => ask(name));
  const text = error ? "error" : (data ?? "nothing yet");
  shows.push(`${name}: ${text}`);
  return <p role="status">{text}</p>;
}
const shown = () => screen.getByRole("status").textContent;
/** Waits until its effects have happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
const end = (name: string, how: "answer" | "fail") =>
  act(async () => {
    asked.get(name)?.[how](`all of ${name}`);
    await settled();
  });

afterEach(() => {
  cleanup();
  forgetLoaded();
  asked = new Map();
  shows.length = 0;
});

it("[U21] a late answer is not shown for a later request, and its failure is not either", async () => {
  const { rerender } = render(<Shown name="friday" />);
  rerender(<Shown name="saturday" />);
  await end("saturday", "answer");
  await end("friday", "answer");
  expect(shown()).toBe("all of saturday");
  rerender(<Shown name="sunday" />);
  rerender(<Shown name="saturday" />);
  await end("sunday", "fail");
  expect(shown()).toBe("all of saturday");
});

it("[U22] data of one name never shows under the next, and data seen before is there at once", async () => {
  const { rerender } = render(<Shown name="friday" />);
  await end("friday", "answer");
  rerender(<Shown name="saturday" />);
  expect(shown()).toBe("nothing yet");
  await end("saturday", "answer");
  rerender(<Shown name="friday" />);
  expect(shown()).toBe("all of friday");
  expect(shows).not.toContain("saturday: all of friday");
  expect(shows).not.toContain("friday: all of saturday");
});
