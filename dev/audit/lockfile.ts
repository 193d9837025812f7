/** A package as the lock file has it. */
export interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
  inBundle?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

/** A build for one kind of machine. npm learns its checksum only on such a machine, and installs it nowhere else. */
const isForOneMachine = ({ optional, os, cpu }: Locked): boolean =>
  optional === true && (os !== undefined || cpu !== undefined);

/** Licenses that ask for no more than a notice. */
const free = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "Python-2.0",
]);
/** Also for the font that is served as a file of its own. */
const ofFonts = new Set(["OFL-1.1"]);
/** Also for tools, which are not handed on with the product. */
const ofTools = new Set(["MPL-2.0", "LGPL-3.0-or-later"]);

/** What is wrong with the packages of a lock file: where they come from, what proves them, and on which terms. */
export function lockfileFaults(
  packages: Record<string, Locked>,
  allowedScripts: readonly string[],
): string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    if (path === "" || locked.link) return [];
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return [
      ...originFaults(locked),
      ...licenseFaults(locked),
      ...(locked.hasInstallScript && !isForOneMachine(locked) && !allowedScripts.includes(name)
        ? ["runs a script on installation, and allowScripts does not name it"]
        : []),
    ].map((fault) => `${name}@${locked.version ?? "?"} ${fault}`);
  });
}

function originFaults(locked: Locked): string[] {
  const { resolved, integrity, inBundle } = locked;
  const faults: string[] = [];
  const isUnknown = integrity === undefined && isForOneMachine(locked);
  if (!inBundle && !isUnknown && !/^sha512-[\w+/]+=*$/.test(integrity ?? ""))
    faults.push("has no sha512");
  if (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/"))
    faults.push(`comes from ${resolved.split("/").slice(0, 3).join("/")}, which is not npm`);
  return faults;
}

function licenseFaults({ license, dev, devOptional }: Locked): string[] {
  if (license === undefined) return ["names no license"];
  const isTool = dev === true || devOptional === true;
  const isAllowed = (one: string) =>
    free.has(one) || ofFonts.has(one) || (isTool && ofTools.has(one));
  const words = license.replaceAll(/[()]/g, "");
  const alternatives = words.split(" OR ");
  if (alternatives.some((all) => all.split(" AND ").every((one) => isAllowed(one.trim()))))
    return [];
  return [`has the license ${license}, which is not on the list`];
}
