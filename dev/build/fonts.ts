import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../machine/paths.ts";

const name = "Pretendard-Regular.ttf";

/** Puts the font of the statements' PDFs beside the screen's files. */
export function copyFont(outDir = join(projectDir, "dist/ui")): void {
  const to = join(outDir, "fonts");
  if (existsSync(join(to, name))) return;
  mkdirSync(to, { recursive: true });
  const from = "node_modules/pretendard/dist/public/static/alternative";
  cpSync(join(projectDir, from, name), join(to, name));
}
