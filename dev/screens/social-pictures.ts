import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

/** The pictures that messengers and social networks show beside a link; they cannot draw SVG. */
const card = { width: 1_200, height: 630 } as const;
const margin = 32;
const ink = "#0e1014";

/** Draws `og/NAME.png` for every drawn poster, and `og/frontrow.png` for pages without a poster. */
export async function drawSocialPictures(outDir: string): Promise<void> {
  const posters = readdirSync(join(outDir, "posters")).filter((name) => name.endsWith(".svg"));
  const folder = join(outDir, "og");
  mkdirSync(folder, { recursive: true });
  const files = posters.sort().map((name) => join(outDir, "posters", name));
  await Promise.all(
    files.map(async (file, index) => {
      const name = posters[index]?.replace(/svg$/, "png") ?? "";
      await (await posterCard(file)).toFile(join(folder, name));
    }),
  );
  await (await allPosters(files)).toFile(join(folder, "frontrow.png"));
}

/** A poster is upright and the card is not, so the poster is placed over a large, blurred copy of itself. */
async function posterCard(file: string) {
  const height = card.height - 2 * margin;
  // Blurred while small, since a blurred picture loses nothing by scaling.
  const small = await sharp(file)
    .resize(card.width / 8, Math.ceil(card.height / 8), { fit: "cover" })
    .blur(4)
    .modulate({ brightness: 0.72 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height: smallHeight, channels } = small.info;
  const poster = await sharp(file).resize({ height }).png().toBuffer();
  return sharp(small.data, { raw: { width, height: smallHeight, channels } })
    .resize(card.width, card.height, { fit: "cover" })
    .composite([{ input: poster }])
    .png({ palette: true, effort: 1 });
}

async function allPosters(files: string[]) {
  const width = 264;
  const input = await Promise.all(
    files.slice(0, 4).map((file) => sharp(file).resize({ width }).toBuffer()),
  );
  const gap = (card.width - input.length * width) / (input.length + 1);
  const top = (card.height - (width * 4) / 3) / 2;
  const placed = input.map((poster, index) => ({
    input: poster,
    left: Math.round(gap + index * (width + gap)),
    top,
  }));
  const ground = { ...card, channels: 3 as const, background: ink };
  return sharp({ create: ground }).composite(placed).png({ palette: true, effort: 1 });
}
