import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { whole } from "../i18n/whole.ts";
import { installPrompt } from "../state/installed.ts";
import { language } from "../state/language.ts";
import { InstallHint } from "./install-hint.tsx";

const { app } = whole.ko;

afterEach(() => {
  cleanup();
  localStorage.clear();
  installPrompt.value = null;
});

it("[V319] the app offers its installation where the browser can install it, and does not offer it again after a dismissal", async () => {
  language.value = "ko";
  render(<InstallHint />);
  expect(screen.queryByText(app.install)).toBeNull();
  const prompt = vi.fn(() => Promise.resolve());
  installPrompt.value = Object.assign(new Event("beforeinstallprompt"), { prompt });
  fireEvent.click(await screen.findByText(app.installNow));
  expect(prompt).toHaveBeenCalledOnce();
  cleanup();
  render(<InstallHint />);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByText(app.installNow)).toBeNull();
});
