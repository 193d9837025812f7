import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect, it } from "vitest";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, words } from "../support/browser/browser.ts";

const w = words.ko.adminImages;
const alt = { ko: "밤하늘 아래의 무대", en: "A stage under the night sky" };

/** A picture that is red on the left and blue on the right. */
async function picture(): Promise<Buffer> {
  const half = (background: string) => ({
    create: { width: 700, height: 900, channels: 3 as const, background },
  });
  const red = await sharp(half("#f00")).png().toBuffer();
  return await sharp(half("#00f"))
    .extend({ left: 700 })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
}

/** Begins a draft with the session of the page. */
const begin = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", body: "{}", headers };
    const answer = await fetch("/api/v1/admin/concert-drafts", init);
    return ((await answer.json()) as { id: string }).id;
  });

/** The color of a shown image in its middle. */
const colorIn = (page: Page, selector: string): Promise<number[]> =>
  page.locator(selector).evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0, 3, 3);
    return [...(context?.getImageData(1, 1, 1, 1).data ?? [])].slice(0, 3);
  });

it("[IG33] a poster is chosen, dragged to its part and uploaded in a draft, in the colors and the text that were chosen", async () => {
  const { page } = await visitAsAdmin({ ...desktop, colorScheme: "light" }, "/admin?lang=ko");
  const { faults, check } = looker(page);
  await page.goto(`/admin/concert-drafts/${await begin(page)}?step=content&lang=ko`);
  const field = page.locator("fieldset.img");
  const choose = (name: string, buffer: Buffer) =>
    field.locator("input[type=file]").setInputFiles({ name, mimeType: "image/jpeg", buffer });
  await choose("poster.jpg", Buffer.from("<svg><script>alert(1)</script></svg>"));
  await field.getByText(w.fault["other-format"]).waitFor();
  await check("fault");

  await choose("poster.jpg", await picture());
  const crop = page.getByRole("application", { name: w.part });
  await crop.waitFor();
  expect(await crop.evaluate((element) => element === document.activeElement)).toBe(true);
  // To the far right of the picture, which is blue.
  await crop.scrollIntoViewIfNeeded();
  const box = await crop.boundingBox();
  if (!box) throw new Error("the crop is shown");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 10, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 10, y, { steps: 8 });
  await page.mouse.up();
  await check("crop");
  await page.getByLabel(w.altKo).fill(alt.ko);
  await page.getByLabel(w.altEn).fill(alt.en);
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === "PUT" && answer.url().includes("/concert-drafts/"),
  );
  await page.getByRole("button", { name: w.upload }).click();
  const shown = ".img__used .img__theme--light img";
  await page.locator(shown).waitFor();
  const [red = 255, , blue = 0] = await colorIn(page, shown);
  expect([red < 30, blue > 220]).toEqual([true, true]);
  await check("uploaded");
  expect(faults).toEqual({});

  const sent = JSON.parse((await saved).request().postData() ?? "{}") as object;
  expect(sent).toMatchObject({
    poster: expect.stringMatching(/^\/images\/[0-9a-f]{64}\/\d+\.webp$/),
    posterAlt: alt,
  });
});
