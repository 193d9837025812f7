import { copyFileSync } from "node:fs";
import { join } from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { readCommandLine } from "../machine/command-line.ts";
import { projectDir, stateDir } from "../machine/paths.ts";

const usage = `npx node dev/screens/readme-pictures.ts    what README.md shows, from the pictures of \`npm run screens\``;

const taken = join(stateDir, "screens/en");
const docs = join(projectDir, "docs");
/** From the poster to the door. */
const journey = [
  "home",
  "concert-slow-letter",
  "queue-waiting",
  "choose-chosen",
  "checkout",
  "order",
];
const phone = { width: 300, height: 649 } as const;
const gap = 16;

/** The part of a page that fits on a phone, with round corners. */
async function onePhone(name: string, index: number): Promise<OverlayOptions> {
  const frame = (look: string) =>
    Buffer.from(
      `<svg width="${phone.width}" height="${phone.height}"><rect x=".5" y=".5" width="${phone.width - 1}" height="${phone.height - 1}" rx="20" ${look}/></svg>`,
    );
  const input = await sharp(join(taken, `${name}.phone.light.png`))
    .resize(phone.width)
    .extract({ left: 0, top: 0, ...phone })
    .composite([
      { input: frame('fill="#fff"'), blend: "dest-in" },
      { input: frame('fill="none" stroke="#8a8f98" stroke-opacity=".5"') },
    ])
    .png()
    .toBuffer();
  return { input, left: index * (phone.width + gap), top: 0 };
}

readCommandLine({ usage, options: {} });
copyFileSync(join(taken, "choose-chosen.desktop.dark.png"), join(docs, "screen.png"));
const background = { r: 0, g: 0, b: 0, alpha: 0 };
const width = journey.length * (phone.width + gap) - gap;
await sharp({ create: { width, height: phone.height, channels: 4, background } })
  .composite(await Promise.all(journey.map(onePhone)))
  .png({ palette: true, quality: 90, effort: 10 })
  .toFile(join(docs, "journey.png"));
