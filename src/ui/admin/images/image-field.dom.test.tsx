import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { useState } from "preact/hooks";
import sharp from "sharp";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ImageUse } from "../../../contract/images/limits.ts";
import type { UploadedImage } from "../../../contract/images/uploads.ts";
import type { LocalText } from "../../../contract/money/money.ts";
import { whole } from "../../i18n/whole.ts";
import { ImageField } from "./image-field.tsx";

const w = whole.ko.adminImages;
const path = `/images/${"a".repeat(64)}/900.webp`;
const alt = { ko: "파란 밤하늘 포스터", en: "A poster of a blue night sky" };
const made = { path, alt } as UploadedImage;

/** Uploads under way, which a test answers. */
let uploads: FakeUpload[] = [];
class FakeUpload extends EventTarget {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => {};
  onabort = () => {};
  status = 0;
  responseText = "";
  form: FormData | null = null;
  open() {}
  setRequestHeader() {}
  getResponseHeader = () => null;
  send(form: FormData) {
    this.form = form;
    uploads.push(this);
  }
  abort() {
    this.onabort();
  }
  answer(status: number, body: object) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload();
  }
}

let upright = { width: 1_200, height: 1_600 };
beforeEach(() => {
  uploads = [];
  upright = { width: 1_200, height: 1_600 };
  vi.stubGlobal("XMLHttpRequest", FakeUpload);
  vi.stubGlobal(
    "Image",
    class {
      src = "";
      decode = () => Promise.resolve();
      get naturalWidth() {
        return upright.width;
      }
      get naturalHeight() {
        return upright.height;
      }
    },
  );
  Object.assign(URL, { createObjectURL: () => "blob:a", revokeObjectURL: () => {} });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function pictureOf({ width, height } = upright): Promise<File> {
  const create = { width, height, channels: 3, background: "#246" } as const;
  const bytes = await sharp({ create }).png().toBuffer();
  return new File([new Uint8Array(bytes)], "poster.png", { type: "image/png" });
}

const changes: [string | null, LocalText][] = [];
function Form({ use = "poster", first = null }: { use?: ImageUse; first?: string | null }) {
  const [value, setValue] = useState(first);
  return (
    <ImageField
      label="포스터"
      ratio={use}
      value={value}
      {...(value ? { alt } : {})}
      onChange={(to, texts) => {
        changes.push([to, texts]);
        setValue(to);
      }}
    />
  );
}

const choose = (file: File) =>
  fireEvent.change(screen.getByLabelText(w.choose), { target: { files: [file] } });
const button = (name: string) => screen.getByRole("button", { name });
const fill = (label: string, text: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });

it("[IG31] a file that is too large, no image or too small is named as such in plain words, and nothing is sent", async () => {
  render(<Form />);
  const text = new File(["hello"], "poster.png", { type: "image/png" });
  const svg = new File(["<svg><script/></svg>"], "poster.jpg", { type: "image/jpeg" });
  const heavy = new File([new Uint8Array(11 * 1024 * 1024)], "poster.jpg");
  choose(text);
  await screen.findByText(w.fault["no-image"]);
  choose(svg);
  await screen.findByText(w.fault["other-format"]);
  choose(heavy);
  await screen.findByText(w.tooHeavy("11.0"));
  upright = { width: 300, height: 400 };
  choose(await pictureOf());
  await screen.findByText(w.tooSmall("300 × 400", "600 × 800"));
  expect(screen.getByRole("alert").textContent).toBe(w.tooSmall("300 × 400", "600 × 800"));
  expect(uploads).toEqual([]);
});

it("[IG32] an image is uploaded with what it shows in both languages, and its path goes to the form", async () => {
  changes.length = 0;
  render(<Form />);
  choose(await pictureOf());
  fireEvent.click(await screen.findByRole("button", { name: w.upload }));
  await screen.findByText(w.altMissing);
  expect(document.activeElement).toBe(screen.getByLabelText(w.altKo));
  fill(w.altKo, alt.ko);
  fireEvent.click(button(w.upload));
  expect([uploads.length, document.activeElement === screen.getByLabelText(w.altEn)]).toEqual([
    0,
    true,
  ]);
  fill(w.altEn, ` ${alt.en} `);
  fireEvent.click(button(w.upload));
  await waitFor(() => expect(uploads.length).toBe(1));
  const sent = (name: string) => uploads[0]?.form?.get(name);
  expect([sent("use"), sent("alt")]).toEqual(["poster", JSON.stringify(alt)]);
  expect(sent("crop")).toBe(JSON.stringify({ x: 0, y: 0, width: 1, height: 1 }));
  uploads[0]?.answer(201, made);
  await screen.findByText(w.replace);
  expect(changes).toEqual([[path, alt]]);
  fireEvent.click(button(w.remove));
  await screen.findByText(w.choose);
  expect(changes[1]).toEqual([null, { ko: "", en: "" }]);
});

it("[IG33] an image can be dropped or pasted, and its part chosen by keyboard", async () => {
  upright = { width: 2_400, height: 1_600 };
  render(<Form />);
  const group = screen.getByRole("group", { name: "포스터" });
  const files = [await pictureOf()];
  fireEvent.dragOver(group);
  expect(group.dataset["over"]).toBe("true");
  fireEvent.drop(group, { dataTransfer: { files } });
  const crop = await screen.findByRole("application", { name: w.part });
  expect(document.activeElement).toBe(crop);
  const kept = (width: number, height: number) =>
    screen.findByText(w.kept(width, height).replaceAll("\u00a0", " "));
  await kept(1_200, 1_600);
  const image = () => crop.querySelector("img");
  const left = () => Number.parseFloat(image()?.style.left ?? "");
  expect(left()).toBeCloseTo(-50);
  fireEvent.keyDown(crop, { key: "ArrowLeft" });
  await waitFor(() => expect(left()).toBeCloseTo(-52));
  fireEvent.keyDown(crop, { key: "ArrowRight", shiftKey: true });
  await waitFor(() => expect(left()).toBeCloseTo(-42));
  fireEvent.keyDown(crop, { key: "+" });
  await kept(1_091, 1_455);
  for (let press = 0; press < 20; press++) fireEvent.click(button(w.zoomIn));
  await kept(600, 800);
  expect(button(w.zoomIn)).toHaveProperty("disabled", true);
  fireEvent.keyDown(crop, { key: "-" });
  await kept(660, 880);
  // A shortcut of the browser stays its own.
  expect(fireEvent.keyDown(crop, { key: "+", ctrlKey: true })).toBe(true);
  fireEvent.click(button(w.cancel));
  await screen.findByText(w.choose);
  fireEvent.paste(group, { clipboardData: { files } });
  await screen.findByRole("application");
});

it("[IG33] an image that is needed can be replaced, and not removed", () => {
  render(<ImageField label="포스터" ratio="poster" value={path} isNeeded onChange={() => {}} />);
  expect(screen.getByLabelText(w.replace)).toBeDefined();
  expect(screen.queryByRole("button", { name: w.remove })).toBeNull();
});

it("[IG34] an upload shows its progress and can be canceled, and a refusal keeps the image and its texts", async () => {
  render(<Form use="free" />);
  choose(await pictureOf());
  await screen.findByRole("button", { name: w.upload });
  fill(w.altKo, alt.ko);
  fill(w.altEn, alt.en);
  fireEvent.click(button(w.upload));
  await waitFor(() => expect(uploads.length).toBe(1));
  uploads[0]?.upload.onprogress?.({ loaded: 1, total: 4 });
  const bar = await screen.findByRole("progressbar", { name: w.uploading });
  await waitFor(() => expect(bar).toHaveProperty("value", 0.25));
  uploads[0]?.answer(422, { code: "image-not-readable" });
  await screen.findByText(whole.ko.problem["image-not-readable"]);
  expect(screen.getByLabelText(w.altKo)).toHaveProperty("value", alt.ko);
  fireEvent.click(button(w.upload));
  await waitFor(() => expect(uploads.length).toBe(2));
  const aborted = vi.spyOn(uploads[1] ?? new FakeUpload(), "abort");
  fireEvent.click(button(w.cancel));
  await screen.findByText(w.choose);
  expect(aborted).toHaveBeenCalledOnce();
});
