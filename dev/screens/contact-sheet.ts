import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import type { Picture, Size } from "./camera.ts";

const cells: Record<Size, { columns: number; rows: number; width: number; height: number }> = {
  phone: { columns: 6, rows: 1, width: 300, height: 1_300 },
  tablet: { columns: 4, rows: 1, width: 440, height: 1_200 },
  desktop: { columns: 2, rows: 2, width: 860, height: 760 },
};

/** Lays pictures of one size and theme side by side on sheets, and returns the sheets' files. */
export async function makeSheets(
  browser: Browser,
  pictures: readonly Picture[],
  folder: string,
): Promise<string[]> {
  const groups = Map.groupBy(pictures, ({ size, theme }) => `${size}-${theme}`);
  const files: string[] = [];
  for (const [group, members] of groups) {
    const [first] = members;
    if (!first) continue;
    const cell = cells[first.size];
    const perSheet = cell.columns * cell.rows;
    for (let start = 0; start < members.length; start += perSheet) {
      const number = String(start / perSheet + 1).padStart(2, "0");
      const file = join(folder, `sheet-${group}-${number}.png`);
      await makeSheet(browser, members.slice(start, start + perSheet), file);
      files.push(file);
    }
  }
  return files;
}

async function makeSheet(browser: Browser, pictures: Picture[], file: string): Promise<void> {
  const [first] = pictures;
  if (!first) return;
  const { columns, width, height } = cells[first.size];
  const page = await browser.newPage({
    viewport: { width: columns * (width + 12) + 12, height: 400 },
  });
  const figures = pictures.map(
    ({ name, file: picture }) =>
      `<figure><figcaption>${name}</figcaption><div><img src="${pathToFileURL(picture).href}"></div></figure>`,
  );
  const style = `body{margin:12px;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:12px;
    background:#888;font:14px sans-serif}figure{margin:0}figcaption{color:#fff;padding:2px 0 4px}
    div{max-height:${height}px;overflow:hidden}img{width:100%;display:block}`;
  // Only a page that is itself a file may show files.
  const source = file.replace(/png$/, "html");
  writeFileSync(source, `<!doctype html><style>${style}</style>${figures.join("")}`);
  await page.goto(pathToFileURL(source).href);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  rmSync(source);
}
