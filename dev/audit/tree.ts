import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../machine/paths.ts";

const binary = /\.(png|jpe?g|webp|avif|woff2?|ttf|otf|ico|pdf|gz|zip)$/;

function git(...args: string[]): string {
  const options = { cwd: projectDir, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  return execFileSync("git", args, options);
}

/** The texts of all files that git has or would take. The lock file's checksums are no secrets. */
export function filesInTree(): { file: string; text: string }[] {
  return git("ls-files", "-co", "--exclude-standard")
    .split("\n")
    .filter((file) => file !== "" && !binary.test(file) && file !== "package-lock.json")
    .flatMap((file) => {
      try {
        return [{ file, text: readFileSync(join(projectDir, file), "utf8") }];
      } catch {
        // Deleted, and not yet committed so.
        return [];
      }
    });
}

/** What the last commits added, by commit and file. */
export function linesAdded(commits: number): { commit: string; file: string; text: string }[] {
  const log = git("log", `-${commits}`, "-p", "--no-color", "--unified=0", "--format=\u0001%h");
  return log.split("\u0001").flatMap((part) => {
    const commit = part.slice(0, part.indexOf("\n")).trim();
    return part
      .split(/^diff --git /m)
      .slice(1)
      .flatMap((diff) => {
        const file = /^\+\+\+ b\/(.+)$/m.exec(diff)?.[1];
        if (file === undefined || file === "package-lock.json") return [];
        const added = diff.split("\n").filter((line) => /^\+(?!\+\+)/.test(line));
        return [{ commit, file, text: added.join("\n") }];
      });
  });
}
